import { z } from 'zod'
import { ids, instant, listQuery, name, nullable, page } from '../common/index.ts'
import { exampleId, exampleStamps } from '../example-records.ts'

export const file = z
  .object({
    id: ids.file,
    name: name.describe('The name it was uploaded with, without folders and characters that deceive.'),
    content_type: z.string().describe('Told by the first bytes, not by the sender.'),
    size: z.number().int().describe('Bytes.'),
    sha256: z.string().describe('Of the bytes, in hexadecimal. They never change.'),
    archived_at: nullable(instant),
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'File',
    description: 'An uploaded file. Its bytes are fetched from `/v1/files/{id}/content`.',
    example: {
      id: exampleId('file'),
      name: 'timetable.pdf',
      content_type: 'application/pdf',
      size: 184320,
      sha256: '3b1f0c9e8d7a6b5c4f3e2d1c0b9a8f7e6d5c4b3a2f1e0d9c8b7a6f5e4d3c2b1a',
      archived_at: null,
      ...exampleStamps(1, '2026-12-03T14:58:00.000Z'),
    },
  })

export const filePage = page('FilePage', file)

export const fileListQuery = {
  ...listQuery,
  sort: z
    .enum(['created_at', '-created_at', 'name', '-name', 'size', '-size'])
    .optional()
    .describe('By `-created_at` unless told.'),
}

/** What a download answers: bytes, no JSON. */
export const fileContent = z
  .string()
  .meta({ id: 'FileContent', description: 'The bytes of the file.', contentMediaType: 'application/octet-stream' })

import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { beforeEach, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import type { Document, Operation } from '../scripts/document.ts'
import { generateFiles } from '../scripts/generate-files.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const origin = {
  source: 'packages/sdk/tests/fixture.openapi.json',
  runtime: '../../../src/runtime',
  version: manifest.version,
}

let document: Document
beforeEach(async () => {
  document = JSON.parse(await readFile(at('fixture.openapi.json'), 'utf8'))
})

test('the files beside the fixture are what it generates', async () => {
  const files = await generateFiles(document, origin)
  const present = await readdir(at('generated'), { recursive: true })
  expect(present.filter((path) => path.endsWith('.ts')).sort()).toEqual([...files.keys()].sort())
  for (const [path, text] of files) expect(await readFile(at(`generated/${path}`), 'utf8'), path).toBe(text)
  for (const text of files.values()) expect(text).toMatch(/^\/\/ Generated from .*, do not edit\.\n/)
})

test('a new operation needs nothing but the document', async () => {
  const operation: Operation = {
    operationId: 'loseDeal',
    summary: 'Lose a deal */',
    responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Deal' } } } } },
    'x-agencyops-sdk': { resource: 'deals', method: 'lose' },
    'x-agencyops-problems': ['illegal_move'],
  }
  document.paths['/v1/deals/{id}/lose'] = {
    post: {
      ...operation,
      parameters: [{ name: 'id', in: 'path', required: true, schema: { $ref: '#/components/schemas/DealId' } }],
    },
  }
  const area = (await generateFiles(document, origin)).get('areas/deals.ts') ?? ''
  expect(area).toContain(
    "lose(id: DealId, body?: Record<string, never>, options?: WriteOptions): Call<Deal, CommonProblem | 'illegal_move'>",
  )
  expect(area).toContain("  lose: 'POST /v1/deals/{id}/lose n',")
  expect(area).toContain('Lose a deal *\\/')
})

test('two operations that want one method, and a reference to nothing, are refused', async () => {
  const get = document.paths['/v1/deals']?.get as Operation
  document.paths['/v1/other'] = { get }
  await expect(generateFiles(document, origin)).rejects.toThrow('Two operations want the method deals.list')
  document.paths['/v1/other'] = {
    get: {
      ...get,
      'x-agencyops-sdk': { resource: 'x', method: 'y' },
      parameters: [{ $ref: '#/components/parameters/None' }],
    },
  }
  await expect(generateFiles(document, origin)).rejects.toThrow('#/components/parameters/None leads nowhere')
})

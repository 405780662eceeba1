/** The OpenAPI document, as the file that was written from the declarations. */
import { readFile } from 'node:fs/promises'
import type { Context } from 'hono'
import { documentFile } from '../config/package-files.ts'
import { CORS_HEADERS } from '../http/cors.ts'
import { hashTag, matchesNone } from '../http/etag.ts'

let document: Promise<{ text: string; tag: string }> | undefined

function loadDocument() {
  document ??= readFile(documentFile, 'utf8')
    .then((text) => ({ text, tag: hashTag(text) }))
    .catch((error) => {
      document = undefined
      throw error
    })
  return document
}

export async function answerDocument(context: Context): Promise<Response> {
  const { text, tag } = await loadDocument()
  const headers = { ...CORS_HEADERS, ETag: tag, 'Cache-Control': 'no-cache' }
  return matchesNone(context.req.header('if-none-match') ?? null, tag)
    ? new Response(null, { status: 304, headers })
    : new Response(text, { headers: { ...headers, 'Content-Type': 'application/json' } })
}

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
  const document = await loadDocument()
  const base = context.req.path.slice(0, -'/openapi.json'.length)
  // Under a base path the operations are there too.
  const text = base === '' ? document.text : document.text.replace('"url": "/"', `"url": ${JSON.stringify(base)}`)
  const tag = base === '' ? document.tag : hashTag(text)
  const headers = { ...CORS_HEADERS, ETag: tag, 'Cache-Control': 'no-cache' }
  return matchesNone(context.req.header('if-none-match') ?? null, tag)
    ? new Response(null, { status: 304, headers })
    : new Response(text, { headers: { ...headers, 'Content-Type': 'application/json' } })
}

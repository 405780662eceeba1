/** The components as one script, for pages without a bundler: of this server's own, and of any other. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import { elementsScript } from '../config/package-files.ts'
import { ProblemError } from '../http/problem.ts'

interface Script {
  plain: Uint8Array<ArrayBuffer>
  gzipped: Uint8Array<ArrayBuffer>
  tag: string
}

let script: Promise<Script> | undefined

function loadScript(): Promise<Script> {
  script ??= readFile(elementsScript)
    .then(async (bytes) => ({
      plain: new Uint8Array(bytes),
      gzipped: new Uint8Array(await promisify(gzip)(bytes)),
      tag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`,
    }))
    .catch(() => {
      script = undefined
      throw new ProblemError('not_found', { detail: 'The components have not been built.' })
    })
  return script
}

/** Its address stays while its content changes, so browsers ask each time whether it is still the same. */
export async function answerElementsScript(context: Context): Promise<Response> {
  const { plain, gzipped, tag } = await loadScript()
  const headers = {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'public, no-cache',
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Content-Type-Options': 'nosniff',
    ETag: tag,
    Vary: 'Accept-Encoding',
  }
  if (context.req.header('if-none-match') === tag) return new Response(null, { status: 304, headers })
  return /\bgzip\b/.test(context.req.header('accept-encoding') ?? '')
    ? new Response(gzipped, { headers: { ...headers, 'Content-Encoding': 'gzip' } })
    : new Response(plain, { headers })
}

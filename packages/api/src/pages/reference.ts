/** The API reference: Scalar's script, served from here, with nothing asked of another host. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Context } from 'hono'
import { html } from 'hono/html'
import { referenceScript } from '../config/package-files.ts'
import { ProblemError } from '../http/problem.ts'
import { PAGE_HEADERS, policy } from './layout.ts'

const CONFIGURATION = {
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
  persistAuth: false,
  hiddenClients: true,
  metaData: { title: 'AgencyOps API' },
}

const POLICY = policy({
  'script-src': `'self'`,
  // Scalar puts its styles into the page.
  'style-src': `'self' 'unsafe-inline'`,
  'img-src': `'self' data:`,
  'font-src': `'self' data:`,
  'connect-src': `'self'`,
})

interface Script {
  name: string
  gzipped: Uint8Array<ArrayBuffer>
}

let script: Promise<Script> | undefined

/** Read at the first visit: it has some megabytes. */
function loadScript(): Promise<Script> {
  script ??= readFile(referenceScript.file)
    .then(async (bytes) => (referenceScript.compressed ? bytes : await promisify(gzip)(bytes)))
    .then((bytes) => {
      const gzipped = new Uint8Array(bytes)
      return { name: `reference.${createHash('sha256').update(gzipped).digest('hex').slice(0, 16)}.js`, gzipped }
    })
    .catch((error) => {
      script = undefined
      throw error
    })
  return script
}

export async function answerReference(): Promise<Response> {
  const { name } = await loadScript()
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>AgencyOps API</title>
<link rel="icon" href="data:,">
</head>
<body>
<script id="api-reference" data-url="openapi.json" data-configuration="${JSON.stringify(CONFIGURATION)}"></script>
<script src="docs/${name}"></script>
<noscript>The reference needs JavaScript. The document itself: <a href="openapi.json">openapi.json</a></noscript>
</body>
</html>
`
  return new Response(String(page), { headers: { ...PAGE_HEADERS, 'Content-Security-Policy': POLICY } })
}

/** The script under its hash: what stands at this address never changes. */
export async function answerReferenceScript(context: Context): Promise<Response> {
  const { name, gzipped } = await loadScript()
  if (context.req.param('file') !== name) throw new ProblemError('not_found', { detail: 'There is no such file.' })
  const headers = {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'public, max-age=31536000, immutable',
    'X-Content-Type-Options': 'nosniff',
    Vary: 'Accept-Encoding',
  }
  return /\bgzip\b/.test(context.req.header('accept-encoding') ?? '')
    ? new Response(gzipped, { headers: { ...headers, 'Content-Encoding': 'gzip' } })
    : new Response(new Uint8Array(await promisify(gunzip)(gzipped)), { headers })
}

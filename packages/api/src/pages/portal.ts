/**
 * The page that a magic link opens. It is the same for everybody: the link's secret stands behind the `#`, which no
 * browser sends. Its script asks for it by a button, so that reading the page uses nothing up.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Context } from 'hono'
import { html } from 'hono/html'
import { portalScripts } from '../config/package-files.ts'
import { ProblemError } from '../http/problem.ts'
import { renderPage } from './layout.ts'

const FILES = new Set(['page.js', 'visit.js', 'views.js'])

const STYLES = `
:root { --agencyops-accent: var(--accent); --agencyops-accent-text: var(--accent); --agencyops-text-on-accent: var(--paper);
  --agencyops-accent-hover: light-dark(#095c42, #7fe0bc) }
main { max-width: 46rem; margin-inline: auto } header.top { max-width: 46rem }
header.top { padding-top: clamp(2rem, 8vh, 5rem) }
button { font: inherit; font-weight: 600; margin-top: 1rem; padding: .6rem 1.6rem; border: 0; border-radius: 8px; cursor: pointer;
  background: var(--accent); color: var(--paper) }
button:hover { filter: brightness(1.08) } button:disabled { opacity: .6; cursor: default }
.rows { list-style: none; margin: 0; padding: 0; overflow: hidden }
.rows a { display: grid; grid-template-columns: 1fr auto minmax(7rem, auto); gap: .1rem 1.25rem; align-items: baseline;
  padding: .8rem 1.15rem; color: inherit; text-decoration: none }
.rows li + li { border-top: 1px solid var(--line) } .rows a:hover { background: var(--soft) }
.rows a:focus-visible { outline-offset: -3px } .rows .name { font-weight: 600; overflow-wrap: anywhere }
.rows .num { text-align: right }
.back { display: inline-block; margin: .5rem 0 1rem } th[scope=row] { font-size: inherit; color: inherit; overflow-wrap: anywhere }
tfoot th { color: var(--quiet) } tfoot tr:last-child > * { font-weight: 650; color: var(--ink) }
.back + h2 { margin-top: .5rem } tbody tr:last-child > td { border-bottom: 1px solid var(--line) }
tfoot tr:last-child > * { border-bottom: 0 }
.alert { color: var(--warn) } .note { margin-top: 3rem; font-size: .87rem; color: var(--quiet) }
main[aria-busy] { opacity: .6 }
@media print { header.top, .back, .note { display: none } }
@media (max-width: 34rem) { .rows a { grid-template-columns: 1fr auto } .rows .name { grid-column: 1 / -1 } }
`

export function answerPortal(): Promise<Response> {
  return renderPage({
    title: 'Your invitation',
    styles: STYLES,
    script: 'portal/page.js',
    unlisted: true,
    header: html`<h1>You have been invited</h1><p class="lead">A moment, please.</p>`,
    body: html`<noscript><p>This page needs JavaScript to open your link. The link is not used up yet.</p></noscript>`,
  })
}

export async function answerPortalScript(context: Context): Promise<Response> {
  const name = context.req.param('file') ?? ''
  if (!FILES.has(name)) throw new ProblemError('not_found', { detail: 'There is no such file.' })
  const text = await readFile(`${portalScripts}/${name}`, 'utf8')
  const tag = `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`
  const headers = {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    ETag: tag,
  }
  return context.req.header('if-none-match') === tag
    ? new Response(null, { status: 304, headers })
    : new Response(text, { headers })
}

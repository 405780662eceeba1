/** What every page that this server renders looks like: no script, no other host, light or dark as the reader has it. */
import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>

const STYLE = `
:root { color-scheme: light dark; --paper: light-dark(#fcfcfa, #16181a); --card: light-dark(#ffffff, #1e2123);
  --ink: light-dark(#1d2124, #e8eaea); --quiet: light-dark(#5c6468, #9aa3a6); --line: light-dark(#e3e5e1, #2e3336);
  --accent: light-dark(#0b6e4f, #5fd3a8); --soft: light-dark(#e8f3ee, #1b3029); --warn: light-dark(#8a5a00, #e5b95c) }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 system-ui, sans-serif }
main, header.top { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem }
header.top { padding-top: 2.5rem; padding-bottom: .5rem }
main { padding-bottom: 4rem }
h1 { font-size: 1.6rem; line-height: 1.25; letter-spacing: -.015em; margin: 0 0 .35rem; font-weight: 650 }
h2 { font-size: 1.05rem; margin: 2.5rem 0 .85rem; font-weight: 650 }
h3 { font-size: .95rem; margin: 0; font-weight: 600 }
p { margin: .35rem 0 } .quiet, dt { color: var(--quiet) } .lead { color: var(--quiet); max-width: 44rem }
a { color: var(--accent); text-underline-offset: .18em } a:hover { text-decoration-thickness: 2px }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px }
code { font: .9em/1.4 ui-monospace, monospace; overflow-wrap: anywhere }
.num { font-variant-numeric: tabular-nums; white-space: nowrap }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.15rem }
.pill { display: inline-block; border-radius: 99px; padding: .05rem .6rem; font-size: .8rem; background: var(--soft); color: var(--accent) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .4rem 1.5rem; margin: 1.25rem 0 } dd { margin: 0 }
.scroll { overflow-x: auto } td code { white-space: nowrap }
table { width: 100%; border-collapse: collapse; font-size: .92rem }
th { text-align: left; font-weight: 500; color: var(--quiet); font-size: .82rem }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: baseline }
tr:last-child > td { border-bottom: 0 } th.right, td.right { text-align: right; padding-right: 0; padding-left: .75rem }
@media (max-width: 40rem) { main, header.top { padding-left: 1rem; padding-right: 1rem } dl { grid-template-columns: 1fr; gap: 0 } dd { margin-bottom: .8rem } }
`

/** A page of ours. `styles` must be a constant: its hash stands in the policy. */
export async function renderPage(page: {
  title: string
  styles?: string
  /** The address of a module of this server, which may ask this server alone. */
  script?: string
  /** True keeps it out of search engines. */
  unlisted?: boolean
  header: Markup
  body: Markup
}): Promise<Response> {
  const styles = STYLE + (page.styles ?? '')
  const document = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
<link rel="icon" href="data:,">
<style>${raw(styles)}</style>
${page.script ? html`<script type="module" src="${page.script}"></script>` : ''}
</head>
<body>
<header class="top">${page.header}</header>
<main>${page.body}</main>
</body>
</html>
`
  return new Response(String(document), {
    headers: {
      ...PAGE_HEADERS,
      ...(page.unlisted && { 'X-Robots-Tag': 'noindex, nofollow' }),
      'Content-Security-Policy': policy({
        ...(page.script && { 'script-src': `'self'`, 'connect-src': `'self'` }),
        'style-src': hashOf(styles),
        'img-src': 'data:',
      }),
    },
  })
}

export const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-cache',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}

/** A policy in which nothing is allowed but what is named. */
export function policy(allowed: Record<string, string>): string {
  const all = {
    'default-src': `'none'`,
    ...allowed,
    'base-uri': `'none'`,
    'form-action': `'none'`,
    'frame-ancestors': `'none'`,
  }
  return Object.entries(all)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}

function hashOf(styles: string): string {
  return `'sha256-${createHash('sha256').update(styles).digest('base64')}'`
}

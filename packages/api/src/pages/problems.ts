/** A page for each problem code, and their list: HTML for people, JSON for programs. */
import { type Problem, type ProblemCode, problemCodes, problems } from '@agencyops/schema'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { html } from 'hono/html'
import { CORS_HEADERS } from '../http/cors.ts'
import { ProblemError } from '../http/problem.ts'
import { renderPage } from './layout.ts'

export function answerProblems(context: Context): Response | Promise<Response> {
  const all = [...problemCodes].sort((a, b) => problems[a].status - problems[b].status)
  if (wantsJson(context)) return json({ data: all.map(asJson) })
  return renderPage({
    title: 'Problems · AgencyOps',
    header: html`<h1>Problems</h1><p class="lead">What the API answers instead of success, as <code>application/problem+json</code> (RFC 9457). Branch on <code>code</code>.</p>`,
    body: html`<div class="scroll"><table>
<thead><tr><th>Status</th><th>Code</th><th>What it means</th></tr></thead>
<tbody>${all.map(
      (
        code,
      ) => html`<tr><td class="num">${problems[code].status}</td><td><a href="problems/${code}"><code>${code}</code></a></td><td>${prose(problems[code].meaning)}</td></tr>
`,
    )}</tbody></table></div>`,
  })
}

export function answerProblem(context: Context): Response | Promise<Response> {
  const code = context.req.param('code') as ProblemCode
  if (!problemCodes.includes(code)) throw new ProblemError('not_found', { detail: 'There is no such problem code.' })
  if (wantsJson(context)) return json(asJson(code))
  const { status, title, meaning, mend, retry }: Problem = problems[code]
  return renderPage({
    title: `${code} · AgencyOps`,
    header: html`<p class="quiet"><a href="../problems">Problems</a></p><h1>${title}</h1><p><span class="pill num">${status}</span> <code>${code}</code></p>`,
    body: html`<dl>
<dt>What it means</dt><dd>${prose(meaning)}</dd>
<dt>The mend</dt><dd>${prose(mend)}</dd>
<dt>Trying again</dt><dd>${retry ? 'The same request may succeed later without a change.' : 'The same request is refused again: change it first.'}</dd>
<dt>Type</dt><dd><code>urn:agencyops:problem:${code}</code></dd>
</dl>`,
  })
}

const asJson = (code: ProblemCode) => ({ code, type: `urn:agencyops:problem:${code}`, ...problems[code] })

function json(value: unknown): Response {
  return new Response(JSON.stringify(value), {
    headers: { ...CORS_HEADERS, 'Content-Type': 'application/json', 'Cache-Control': 'no-cache', Vary: 'Accept' },
  })
}

function wantsJson(context: Context): boolean {
  const supports = ['text/html', 'application/json']
  return accepts(context, { header: 'Accept', supports, default: 'text/html' }) === 'application/json'
}

/** Text of the catalogue, in which backticks mark code. */
function prose(text: string) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))
}

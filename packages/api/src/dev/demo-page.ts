/** The demo's records on one plain page, until components show them. Served by `dev` alone. */
import type { Context } from 'hono'
import { html } from 'hono/html'
import { ProblemError } from '../http/problem.ts'
import { type Markup, renderPage } from '../pages/layout.ts'
import type { Answer, DemoClient } from '../seed/demo-client.ts'
import { day, money, words } from './demo-format.ts'
import { readDemo } from './read-demo.ts'

const STYLES = `
.figures { display: flex; flex-wrap: wrap; gap: .4rem 2.5rem; margin-top: 1.25rem }
.figures strong { display: block; color: var(--ink); font-size: 1.25rem; font-weight: 600; letter-spacing: -.01em }
.board { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1.5rem 1.1rem; align-items: start }
.board section > p { font-size: .85rem; margin: .1rem 0 .6rem }
.board .card { margin-bottom: .6rem; padding: .75rem .9rem }
.board .card p { font-size: .87rem; margin: .15rem 0 0 }
.between { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .1rem 1rem; align-items: baseline }
.stack { display: grid; gap: 1rem }
.steps { list-style: none; margin: .8rem 0 0; padding: 0; font-size: .92rem }
.steps li { display: grid; grid-template-columns: 1fr auto 7.5rem; gap: 0 1rem; padding: .45rem 0; border-top: 1px solid var(--line); align-items: baseline }
.steps li > :nth-child(3) { text-align: right }
.bills { margin-left: .75rem; font-size: .87rem }
.pill.plain { background: transparent; border: 1px solid var(--line); color: var(--quiet) }
.pill.wait { background: transparent; border: 1px solid currentColor; color: var(--warn) }
@media (max-width: 40rem) { .bills { display: block; margin: 0 }
  .steps li { grid-template-columns: 1fr auto } .steps li > :nth-child(3) { text-align: left } }
`

/** Only pages of this machine may ask: a name that was bent to point here is refused. */
export async function answerDemo(context: Context, client: DemoClient, tenantName: string): Promise<Response> {
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(new URL(context.req.url).host)) {
    throw new ProblemError('forbidden', { detail: 'The demo is shown at 127.0.0.1 and localhost only.' })
  }
  const demo = await readDemo(client)
  return renderPage({
    title: `${tenantName} · AgencyOps demo`,
    styles: STYLES,
    header: html`<h1>${tenantName}</h1>
<p class="quiet">A sandbox of AgencyOps, read over its API. <a href="docs">Reference</a> · <a href="problems">Problems</a> · <a href="openapi.json">openapi.json</a></p>
<div class="figures num">${demo.figures.map(({ name, value }) => html`<div class="quiet">${name}<strong>${money(value)}</strong></div>`)}</div>`,
    body: html`${board(demo.stages)}${ended(demo.lost)}${engagements(demo.engagements)}${invoices(demo.invoices)}${events(demo.events)}`,
  })
}

type Demo = Awaited<ReturnType<typeof readDemo>>

const board = (stages: Demo['stages']): Markup => html`<h2>Open deals</h2>
<div class="board">${stages.map(
  ({ stage, deals, value }) => html`<section>
<div class="between"><h3>${stage.name}</h3><span class="quiet num">${Number(stage.probability) * 100} %</span></div>
<p class="quiet num">${deals.length === 0 ? 'None' : money(value)}</p>
${deals.map(
  (deal: Answer) => html`<article class="card"><h3>${deal.name}</h3>
<p class="quiet">${deal.company.name}</p>
<p class="between num"><span>${money(deal.value)}</span>${deal.close_on ? html`<span class="quiet">${day(deal.close_on)}</span>` : ''}</p>
${deal.next_step ? html`<p class="quiet">${deal.next_step}</p>` : ''}</article>`,
)}</section>`,
)}</div>`

const ended = (deals: Demo['lost']): Markup =>
  deals.length === 0
    ? html``
    : html`<p class="quiet">Lost: ${deals.map((deal, index) => html`${index > 0 ? ', ' : ''}${deal.name} (${deal.company.name}, ${money(deal.value)})`)}</p>`

const engagements = (list: Demo['engagements']): Markup => html`<h2>Engagements</h2>
<div class="stack">${list.map(
  ({ engagement, milestones }) => html`<article class="card">
<div class="between"><h3>${engagement.name} <span class="quiet">${engagement.company.name}</span></h3><span class="num">${money(engagement.contract_value)}</span></div>
<ol class="steps">${milestones.map(
    ({ milestone, bills }) =>
      html`<li><span>${milestone.name}<span class="quiet bills">${bills}</span></span>${pill(milestone.status)}<span class="quiet num">${milestone.due_on ? day(milestone.due_on) : ''}</span></li>`,
  )}</ol></article>`,
)}</div>`

const invoices = (list: Demo['invoices']): Markup => html`<h2>Invoices</h2>
<div class="card scroll"><table>
<thead><tr><th>Number</th><th>Client</th><th>Status</th><th>Due</th><th class="right">Total</th><th class="right">Paid</th><th class="right">Open</th></tr></thead>
<tbody>${list.map(
  ({ invoice, company }) =>
    html`<tr><td class="num">${invoice.number ?? 'Draft'}</td><td>${company}</td><td>${pill(invoice.status)}</td><td class="num">${invoice.due_on ? day(invoice.due_on) : ''}</td><td class="right num">${money(invoice.total)}</td><td class="right num">${money(invoice.paid)}</td><td class="right num">${money(invoice.balance)}</td></tr>`,
)}</tbody></table></div>`

const events = (list: Demo['events']): Markup => html`<h2>Latest events</h2>
<div class="card scroll"><table>
<thead><tr><th>Position</th><th>What happened</th><th>Record</th><th>When</th></tr></thead>
<tbody>${list.map(
  (event) =>
    html`<tr><td class="num quiet">${event.position}</td><td><code>${event.type}</code></td><td><code class="quiet">${event.subject.id}</code></td><td class="num quiet">${event.at.slice(0, 16).replace('T', ' ')} UTC</td></tr>`,
)}</tbody></table></div>`

const DONE = new Set(['approved', 'approved_with_remarks', 'paid'])
const WAITING = new Set(['delivered', 'issued', 'partially_paid', 'draft'])

function pill(status: string): Markup {
  const kind = DONE.has(status) ? '' : WAITING.has(status) ? ' wait' : ' plain'
  return html`<span class="pill${kind}">${words(status)}</span>`
}

/** The components on a page as a host would have them, with what one needs to copy and to try them. */
import { html, raw } from 'hono/html'
import { type Markup, renderPage } from '../../pages/layout.ts'
import type { DemoPeople } from './read-demo.ts'
import { brandPart, serverPart, twoLines } from './snippets.ts'
import { STYLES } from './styles.ts'

export interface DemoPage {
  tenantName: string
  /** Where the reader's browser sees this server. */
  origin: string
  people: DemoPeople
  invoiceId: string | undefined
  approvalId: string | undefined
}

export function renderDemo(page: DemoPage): Promise<Response> {
  return renderPage({
    title: `${page.tenantName} · AgencyOps demo`,
    styles: STYLES,
    script: 'demo/page.js',
    header: html`<p class="eyebrow">AgencyOps demo</p>
<h1>Components in your page</h1>
<p class="lead">A pipeline, an invoice and an approval of <b>${page.tenantName}</b>, a sandbox of this server. Each takes two
lines of HTML and a session. What you do here is kept, and every open window shows it at once.</p>`,
    body: html`${tools}${board(page)}${invoice(page)}${approval(page)}${session(page)}${foot}`,
  })
}

const choice = (name: string, title: string, options: Record<string, string>): Markup =>
  html`<fieldset><legend>${title}</legend>${Object.entries(options).map(
    ([value, label]) =>
      html`<label lang="${name === 'lang' ? value : 'en'}"><input type="radio" name="${name}" value="${value}">${label}</label>`,
  )}</fieldset>`

const tools = html`<div class="tools">
<nav aria-label="Components"><a href="#board">Board</a><a href="#invoice">Invoice</a><a href="#approval">Approval</a></nav>
${choice('theme', 'Theme', { light: 'Light', dark: 'Dark', brand: 'Own brand' })}
${choice('width', 'Width', { wide: 'Wide', narrow: '360 px' })}
${choice('lang', 'Language', { en: 'English', de: 'Deutsch', ar: 'العربية' })}
<button type="button" class="second">Open a second window</button>
</div>
<p class="foreign">Figures, dates and direction follow the language of the page. The words are the host's to replace, by <code>strings</code>.</p>
<p class="hidden" role="status" id="told"></p>`

const board = ({ origin, people }: DemoPage): Markup =>
  piece({
    id: 'board',
    title: 'Pipeline board',
    text: html`<p>Deals by stage, as <b>${people.member.name}</b> sees them: drag a card, or pick it up with the space bar.
Open a second window and watch it move there, too.</p>`,
    origin,
    tag: 'agencyops-pipeline-board',
    attributes: { 'api-url': origin, 'session-url': '/demo/session?as=member' },
    kind: 'tall',
    events: 'agencyops-deal-moved agencyops-error',
    more: html`<div class="own">${brandPart()}</div>`,
  })

const invoice = ({ origin, people: { contact }, invoiceId }: DemoPage): Markup =>
  piece({
    id: 'invoice',
    title: 'Invoice',
    text: html`<p>What was billed and why, as <b>${contact?.name ?? 'the client'}</b> of ${contact?.company ?? 'the company'}
reads it: each line with the approval behind it, what is paid and credited, what is left. It prints as a document.</p>`,
    origin,
    tag: 'agencyops-invoice',
    attributes: invoiceId && {
      'invoice-id': invoiceId,
      'api-url': origin,
      'session-url': '/demo/session?as=contact',
    },
    kind: 'page short',
    events: 'agencyops-error',
  })

const approval = ({ origin, people: { contact }, approvalId }: DemoPage): Markup =>
  piece({
    id: 'approval',
    title: 'Approval',
    text: html`<p>What <b>${contact?.name ?? 'the client'}</b> is asked to approve, evidence first. A decision is final: it
bills what the milestone bills, and keeps what was seen under its hash.</p>`,
    origin,
    tag: 'agencyops-approval',
    attributes: approvalId && {
      'approval-id': approvalId,
      'api-url': origin,
      'session-url': '/demo/session?as=contact',
    },
    kind: 'page short',
    events: 'agencyops-approval-decided agencyops-error',
  })

interface Piece {
  id: string
  title: string
  text: Markup
  origin: string
  tag: string
  /** Undefined where the sandbox holds no such record. */
  attributes: Record<string, string> | undefined | ''
  kind: string
  /** What the host's page listens to. */
  events: string
  more?: Markup
}

function piece({ id, title, text, origin, tag, attributes, kind, events, more }: Piece): Markup {
  return html`<section class="piece" id="${id}" aria-labelledby="${id}-title">
<div class="intro"><div><h2 id="${id}-title">${title}</h2>${text}</div>
<div>${attributes ? twoLines(origin, tag, attributes) : ''}${more ?? ''}</div></div>
<div class="stage"><div class="frame ${kind}" data-events="${events}">${
    attributes
      ? element(tag, attributes)
      : html`<p class="missing">This sandbox holds no such record. Begin with a new data folder to see it.</p>`
  }</div></div>
<p class="heard"><span>Your page hears</span><output>nothing yet</output></p>
</section>`
}

const element = (tag: string, attributes: Record<string, string>): Markup =>
  html`${raw(`<${tag}`)}${Object.entries(attributes).map(([name, value]) => html` ${raw(name)}="${value}"`)}${raw(`></${tag}>`)}`

const session = ({
  origin,
}: DemoPage): Markup => html`<section class="piece" id="session" aria-labelledby="session-title">
<div class="intro"><div><h2 id="session-title">The session</h2><p>Your API key stays on your server. The page holds a token for
15 minutes, for one person, these components and this origin. All components of a page share one session and one stream.</p></div>
<div>${serverPart(origin)}</div></div>
</section>`

const foot = html`<footer><a href="docs">API reference</a><a href="problems">Problems</a><a href="openapi.json">openapi.json</a></footer>`

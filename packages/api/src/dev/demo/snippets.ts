/** The code that the demo page shows to copy. */
import { html } from 'hono/html'
import type { Markup } from '../../pages/layout.ts'
import { BRAND } from './brand.ts'

/** The two lines that put a component into a page. */
export function twoLines(origin: string, tag: string, attributes: Record<string, string>): Markup {
  return code(
    'HTML',
    html`${bracket('<')}${name('script')} ${pair('type', 'module')} ${pair('src', `${origin}/assets/agencyops.js`)}${bracket('></')}${name('script')}${bracket('>')}
${bracket('<')}${name(tag)} ${Object.entries(attributes).map(([key, value], at) => html`${at > 0 ? ' ' : ''}${pair(key, value)}`)}${bracket('></')}${name(tag)}${bracket('>')}`,
    'wrap',
  )
}

/** What the host's server does for them: the key stays there. */
export function serverPart(origin: string): Markup {
  return code(
    'Your server',
    html`import { AgencyOps } from '@agencyops/sdk'

const client = new AgencyOps() ${quiet('// AGENCYOPS_API_KEY, AGENCYOPS_BASE_URL')}

app.post('/session', async (c) => {
  const user = await signedIn(c) ${quiet('// your login')}
  const session = await client.embedSessions.create({
    subject_id: user.agencyopsId, ${quiet('// member_… or contact_…')}
    components: { pipeline_board: {} },
    origins: ['${origin}'],
  })
  return c.json(session)
})`,
  )
}

export const brandPart = (): Markup => code('Your CSS', html`${BRAND}`)

function code(language: string, text: Markup, more = ''): Markup {
  return html`<figure class="code ${more}"><figcaption><span>${language}</span><button type="button" class="copy">Copy</button></figcaption>
<pre tabindex="0"><code>${text}</code></pre></figure>`
}

const bracket = (text: string) => html`<span class="b">${text}</span>`
const name = (text: string) => html`<span class="t">${text}</span>`
const quiet = (text: string) => html`<span class="q">${text}</span>`
const pair = (key: string, value: string) =>
  html`<span class="a">${key}</span>${bracket('=')}<span class="s">"${value}"</span>`

// The portal's page in the browser: uses a magic link up by a button, then shows what its contact may see. What it
// knows stays in memory: a reload ends the visit.

import { approvalView, invoiceView, loadComponents, overview, textElement } from './views.js'
import { openVisit } from './visit.js'

const main = document.querySelector('main')
const heading = document.querySelector('h1')
const lead = document.querySelector('header .lead')
const apiUrl = new URL('..', import.meta.url).href.replace(/\/$/, '')
const secret = location.hash.slice(1)
const views = { approval: approvalView, invoice: invoiceView }

/** @type {Awaited<ReturnType<typeof openVisit>> | undefined} */
let visit

function say(title, text, ...more) {
  heading.textContent = title
  lead.textContent = text
  main.replaceChildren(...more)
}

function start() {
  if (!secret) {
    say(
      'This link is not whole',
      'Open it again from your message, or copy all of it: what stands behind the # counts.',
    )
    return
  }
  const button = textElement('button', 'Open')
  button.addEventListener('click', () => open(button))
  say(
    'You have been invited',
    'Here you read what you are asked to approve, and your invoices. The link opens once, so open it where you want to read.',
    button,
  )
}

async function open(button) {
  button.disabled = true
  button.textContent = 'Opening…'
  try {
    visit = await openVisit(apiUrl, secret)
  } catch (error) {
    button.disabled = false
    button.textContent = 'Try again'
    if (error.code === 'link_ended') {
      say('This link opens nothing any more', 'It opens once, and only for some days. Ask for a new one.')
    } else say('It could not be opened', `${error.message} The link is not used up by this.`, button)
    return
  }
  history.replaceState(null, '', location.pathname)
  addEventListener('hashchange', show)
  await loadComponents(apiUrl, visit.fetchSession)
  show()
}

/** Shows what the address names: one approval, one invoice, or all of them. */
async function show() {
  const id = location.hash.slice(1)
  const view = views[id.split('_')[0]]
  document.title = visit.session.tenant_name
  say(visit.session.tenant_name, '')
  main.setAttribute('aria-busy', 'true')
  try {
    const content = view ? await view(visit, id) : await overview(visit)
    if (location.hash.slice(1) !== id) return
    const note = 'Closing or reloading this window ends your visit. Ask for a new link to come back.'
    main.replaceChildren(...content, textElement('p', note, 'note'))
    if (view) scrollTo(0, 0)
  } catch (error) {
    const ended = error.code === 'link_ended' || error.code === 'session_expired'
    const text = ended ? 'Your visit has ended. Ask for a new link to come back.' : error.message
    main.replaceChildren(textElement('p', text, 'alert'))
  } finally {
    main.removeAttribute('aria-busy')
  }
}

start()

// What a visit shows. The components show it where they are there; without them it can be read all the same.

/** Registers the components with this visit's session, where the server has them. */
export async function loadComponents(apiUrl, fetchSession) {
  const components = await import('../assets/agencyops.js').catch(() => undefined)
  components?.configure({ apiUrl, fetchSession })
}

/** Text stands in text nodes alone, so no name is ever markup. */
export function textElement(tag, text, className = '') {
  const element = document.createElement(tag)
  element.textContent = text
  if (className) element.className = className
  return element
}

function boxed(tag, className, ...children) {
  const element = document.createElement(tag)
  element.className = className
  element.append(...children)
  return element
}

function money({ amount, currency }) {
  const format = new Intl.NumberFormat(navigator.language, { style: 'currency', currency })
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits)
}

// A calendar date has no zone: it is read and written in the same one.
const day = (date) =>
  new Intl.DateTimeFormat(navigator.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(date))
const words = (status) => status.replaceAll('_', ' ')

/** All rows of a list, page by page. */
async function all(visit, path) {
  const rows = []
  let cursor
  do {
    const page = await visit.read(cursor ? `${path}?cursor=${encodeURIComponent(cursor)}` : path)
    rows.push(...page.data)
    cursor = page.next_cursor
  } while (cursor)
  return rows
}

export async function overview(visit) {
  const { components } = visit.session
  const [approvals, invoices] = await Promise.all([
    components.approval ? all(visit, '/v1/portal/approvals') : [],
    components.invoice || components.engagement ? all(visit, '/v1/portal/invoices') : [],
  ])
  const waiting = approvals.filter(({ status }) => status === 'requested')
  const decided = approvals.filter(({ status }) => status !== 'requested')
  const approval = ({ id, milestone_name, status, total }) => row(id, milestone_name, words(status), money(total))
  return [
    ...(components.approval ? section('To approve', waiting.map(approval), 'Nothing waits for you.') : []),
    ...(decided.length > 0 ? section('Decided', decided.map(approval)) : []),
    ...(components.invoice || components.engagement
      ? section(
          'Invoices',
          invoices.map(({ id, number, status, due_on, total, balance }) =>
            row(
              id,
              number,
              status === 'paid' ? 'paid' : `due ${day(due_on)}`,
              money(status === 'paid' ? total : balance),
            ),
          ),
          'There are none yet.',
        )
      : []),
  ]
}

function section(title, rows, empty = '') {
  const content = rows.length > 0 ? boxed('ul', 'card rows', ...rows) : textElement('p', empty, 'quiet')
  return [textElement('h2', title), content]
}

function row(id, name, state, amount) {
  const link = boxed('a', '', textElement('span', name, 'name'), textElement('span', state, 'quiet'))
  link.append(textElement('span', amount, 'num'))
  link.href = `#${id}`
  return boxed('li', '', link)
}

export const approvalView = (visit, id) => one(visit, id, 'approval', readApproval)
export const invoiceView = (visit, id) => one(visit, id, 'invoice', readInvoice)

async function one(visit, id, kind, read) {
  const back = textElement('a', '← All', 'back')
  back.href = '#'
  const tag = `agencyops-${kind}`
  if (!customElements.get(tag)) return [back, ...(await read(visit, id))]
  const component = document.createElement(tag)
  component.setAttribute(`${kind}-id`, id)
  return [back, component]
}

async function readApproval(visit, id) {
  const { milestone_name, status, snapshot, net, tax, total, can_decide } = await visit.read(
    `/v1/portal/approvals/${id}`,
  )
  const files = snapshot?.files.map(({ name }) => name).join(', ')
  return [
    textElement('h2', milestone_name),
    textElement('p', files ? `${words(status)} · ${files}` : words(status), 'quiet'),
    table(snapshot?.lines ?? [], [
      ['Net', net],
      ['Tax', tax],
      ['Total', total],
    ]),
    ...(can_decide
      ? [textElement('p', 'Deciding is not possible at the moment: a part of this page could not be loaded.', 'alert')]
      : []),
  ]
}

async function readInvoice(visit, id) {
  const { number, issued_on, due_on, lines, net, tax, total, paid, credited, balance } = await visit.read(
    `/v1/portal/invoices/${id}`,
  )
  return [
    textElement('h2', number),
    textElement('p', `Issued ${day(issued_on)}, due ${day(due_on)}`, 'quiet'),
    table(lines, [
      ['Net', net],
      ['Tax', tax],
      ['Total', total],
      ['Paid', paid],
      ...(credited.amount > 0 ? [['Credited', credited]] : []),
      ['Balance', balance],
    ]),
  ]
}

function table(lines, sums) {
  const cells = (name, amount) => [textElement('th', name), textElement('td', money(amount), 'num right')]
  const named = lines.map(({ description, net }) => boxed('tr', '', ...cells(description, net)))
  const summed = sums.map(([name, amount]) => boxed('tr', 'sum', ...cells(name, amount)))
  for (const heading of [...named, ...summed].map((line) => line.firstElementChild)) heading.scope = 'row'
  return boxed('div', 'card scroll', boxed('table', '', boxed('tbody', '', ...named), boxed('tfoot', '', ...summed)))
}

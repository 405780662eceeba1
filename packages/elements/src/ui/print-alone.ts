import { colours } from '../theme/tokens.ts'

/**
 * Prints a component as a document of its own, apart from the page that it stands in: on light paper, with margins, under
 * `title` where it is saved as a file. Answers the frame, which goes after printing.
 */
export function printAlone(element: HTMLElement & { shadowRoot: ShadowRoot | null }, title: string): HTMLIFrameElement {
  const frame = document.createElement('iframe')
  frame.title = title
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  Object.assign(frame.style, { position: 'fixed', inset: '0 auto auto 0', width: '0', height: '0', border: '0' })
  document.body.append(frame)
  const view = frame.contentWindow as Window & typeof globalThis
  const page = view.document
  page.title = title
  page.documentElement.lang = element.closest('[lang]')?.getAttribute('lang') ?? ''
  page.documentElement.dir = getComputedStyle(element).direction
  page.adoptedStyleSheets = [sheetOf(view, '@page { margin: 16mm 14mm } body { margin: 0 }')]
  page.body.append(copyOf(element, view))
  view.addEventListener('afterprint', () => frame.remove())
  view.print()
  return frame
}

function copyOf(element: HTMLElement, view: Window & typeof globalThis): HTMLElement {
  const copy = view.document.createElement('div')
  const computed = getComputedStyle(element)
  copy.style.fontFamily = computed.fontFamily
  for (const role of Object.keys(colours)) {
    const value = computed.getPropertyValue(`--agencyops-${role}`)
    if (value) copy.style.setProperty(`--agencyops-${role}`, value)
  }
  const root = copy.attachShadow({ mode: 'open' })
  const { adoptedStyleSheets = [], childNodes = [] } = element.shadowRoot ?? {}
  root.adoptedStyleSheets = adoptedStyleSheets.map((sheet) => sheetOf(view, textOf(sheet)))
  root.append(...[...childNodes].map((node) => view.document.importNode(node, true)))
  return copy
}

// A sheet belongs to the document that made it.
function sheetOf(view: Window & typeof globalThis, text: string): CSSStyleSheet {
  const sheet = new view.CSSStyleSheet()
  sheet.replaceSync(text)
  return sheet
}

const textOf = (sheet: CSSStyleSheet) => [...sheet.cssRules].map(({ cssText }) => cssText).join('\n')

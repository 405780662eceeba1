/**
 * Prints a component as a document of its own, apart from the page that it stands in: on light paper, with margins, under
 * `title` where it is saved as a file. The frame that holds it goes after printing.
 */
export function printAlone(element: HTMLElement, title: string): void {
  const frame = document.createElement('iframe')
  frame.title = title
  frame.inert = true
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0'
  document.body.append(frame)
  const view = frame.contentWindow as Window & typeof globalThis
  const page = view.document
  // A sheet belongs to the document that made it.
  const sheetOf = (text: string) => {
    const sheet = new view.CSSStyleSheet()
    sheet.replaceSync(text)
    return sheet
  }
  const { direction, fontFamily } = getComputedStyle(element)
  const from = element.shadowRoot as ShadowRoot
  const copy = page.createElement('div')
  const root = copy.attachShadow({ mode: 'open' })
  page.title = title
  page.adoptedStyleSheets = [sheetOf('@page { margin: 16mm 14mm } body { margin: 0 }')]
  Object.assign(copy.style, { direction, fontFamily })
  root.adoptedStyleSheets = from.adoptedStyleSheets.map((sheet) =>
    sheetOf([...sheet.cssRules].map(({ cssText }) => cssText).join('')),
  )
  root.append(...[...from.childNodes].map((node) => page.importNode(node, true)))
  page.body.append(copy)
  view.addEventListener('afterprint', () => frame.remove())
  view.print()
}

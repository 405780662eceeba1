import type { AgencyOpsElement } from './agencyops-element.ts'

const warned = new Set<string>()

/** Registers a tag; the first on a page wins, and another version is named once. */
export function defineElement(
  tag: string,
  element: CustomElementConstructor & Pick<typeof AgencyOpsElement, 'version'>,
): void {
  const standing = customElements.get(tag) as { version?: string } | undefined
  if (!standing) {
    customElements.define(tag, element)
    return
  }
  const other = standing.version ?? 'unknown'
  if (standing === (element as unknown) || other === element.version || warned.has(other)) return
  warned.add(other)
  console.warn(`AgencyOps elements ${other} are on this page already; ${element.version} was not registered.`)
}

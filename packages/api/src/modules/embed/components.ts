/** A session's components as the catalogue knows them. */
import { type Component, components as catalog, type Scope } from '@agencyops/schema'
import type { Listed } from './rules/session-rights.ts'

export type Granted = Partial<Record<Component, { features?: readonly string[] | undefined }>>
export type SessionComponents = Partial<Record<Component, { features: readonly string[] }>>

/** Features that are not told are all of the component's. */
export function withFeatures(granted: Granted): SessionComponents {
  const full: SessionComponents = {}
  for (const [name, one] of Object.entries(granted) as [Component, Granted[Component]][]) {
    if (one) full[name] = { features: one.features ?? catalog[name].features }
  }
  return full
}

/** What a component was when the session was minted counts no more where the catalogue has lost it. */
export function listedComponents(stored: SessionComponents): Listed<Scope>[] {
  return (Object.entries(stored) as [Component, { features: readonly string[] }][])
    .filter(([name]) => Object.hasOwn(catalog, name))
    .map(([component, { features }]) => ({
      component,
      features,
      scopes: catalog[component].scopes,
      portal: catalog[component].portal,
    }))
}

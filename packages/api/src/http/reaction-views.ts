/** What areas above opened or changed in the same transaction, as far as the caller may read it. */
import type { Scope } from '@agencyops/schema'
import type { UnitOfWork } from '../db/unit-of-work.ts'

/** Keeps the views that `needs` names and whose scope the caller has. */
export function readableViews<Name extends string>(
  work: UnitOfWork,
  views: Record<string, unknown>,
  needs: Readonly<Record<Name, Scope>>,
): Partial<Record<Name, never>> {
  const kept = Object.entries<Scope>(needs).filter(([name, scope]) => views[name] !== undefined && work.can(scope))
  return Object.fromEntries(kept.map(([name]) => [name, views[name]])) as Partial<Record<Name, never>>
}

import type { RowId } from '../../../db/row.ts'
import { toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { conflict, invalidField } from '../../../http/problem.ts'
import { takenExternalRefs } from '../queries/references.ts'

interface Ref {
  system: string
  id: string
}

const key = (ref: Ref) => JSON.stringify([ref.system, ref.id])

/**
 * Throws 409 that names the record which has one of the references already, archived or not. `refs` stand at their
 * rows' indexes; undefined where a row has none.
 */
export async function checkExternalRefs(
  work: UnitOfWork,
  table: 'company' | 'contact' | 'deal',
  refs: readonly (Ref | null | undefined)[],
  at: (index: number) => string,
): Promise<void> {
  const given = refs.flatMap((ref, index) => (ref ? [{ ref, index }] : []))
  if (given.length === 0) return
  const first = new Map<string, number>()
  for (const { ref, index } of given) {
    if (first.has(key(ref))) {
      throw invalidField(
        `${at(index)}/external_ref`,
        'duplicate',
        `Row ${first.get(key(ref))} has the same external_ref.`,
      )
    }
    first.set(key(ref), index)
  }
  const [taken] = await work.all(
    takenExternalRefs[table]({ systems: given.map(({ ref }) => ref.system), ids: given.map(({ ref }) => ref.id) }),
  )
  if (!taken) return
  const index = first.get(key({ system: taken.external_system ?? '', id: taken.external_id ?? '' })) ?? 0
  const id = toWire(table as 'deal', taken.id as RowId<'deal'>)
  const state = taken.archived_at === null ? '' : ', which is archived: restore it'
  throw conflict(`${at(index)}/external_ref`, `The external_ref belongs to ${id}${state}.`, { conflicting_id: id })
}

/** Throws 409 for an upsert that would change an archived record in silence. */
export function refuseArchived(
  table: 'company' | 'contact' | 'deal',
  row: { id: RowId<never> | string; archived_at: string | null },
): void {
  if (row.archived_at === null) return
  const id = toWire(table as 'deal', row.id as RowId<'deal'>)
  throw conflict('#/external_ref', `${id} has this external_ref and is archived. Restore it first.`, {
    conflicting_id: id,
  })
}

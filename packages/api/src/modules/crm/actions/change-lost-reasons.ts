import type { lostReasonCreate, lostReasonUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import { changeRow } from '../../../db/change-row.ts'
import { insertRow, updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { notFound } from '../../../http/problem.ts'
import { lockLostReason } from '../queries/pipelines.ts'
import type { LostReasonRow } from '../tables.ts'
import { lostReasonView } from '../views.ts'
import { setArchived } from './set-archived.ts'

/** Adds a lost reason. */
export async function createLostReason(
  work: UnitOfWork,
  input: z.infer<typeof lostReasonCreate>,
): Promise<LostReasonRow> {
  const row: LostReasonRow = {
    tenant_id: work.tenantId,
    id: work.newId('lost_reason'),
    name: input.name,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
    archived_at: null,
  }
  work.later(insertRow('lost_reason', row))
  await work.record({
    type: 'lost_reason.created',
    subject: { type: 'lost_reason', id: row.id, version: 1 },
    after: lostReasonView(row),
  })
  return row
}

/** Renames a lost reason, also where deals were lost by it. Throws 404. */
export async function updateLostReason(
  work: UnitOfWork,
  id: RowId<'lost_reason'>,
  input: z.infer<typeof lostReasonUpdate>,
): Promise<LostReasonRow> {
  const before = await holdLostReason(work, id)
  const { after, columns } = changeRow(before, input as Partial<LostReasonRow>, work.now)
  if (!columns) return before
  work.later(updateRow('lost_reason', id, columns), 1)
  await work.record({
    type: 'lost_reason.updated',
    subject: { type: 'lost_reason', id, version: after.version },
    before: lostReasonView(before),
    after: lostReasonView(after),
  })
  return after
}

/** Hides a lost reason from new losses, or brings it back. Throws 404. */
export async function archiveLostReason(
  work: UnitOfWork,
  id: RowId<'lost_reason'>,
  archived: boolean,
): Promise<LostReasonRow> {
  return setArchived(work, 'lost_reason', await holdLostReason(work, id), archived, lostReasonView)
}

async function holdLostReason(work: UnitOfWork, id: RowId<'lost_reason'>): Promise<LostReasonRow> {
  const row = await work.first(lockLostReason({ id }))
  if (!row) throw notFound('lost reason')
  work.match(row.version)
  return row
}

/** Attaching files to deals and engagements: the parents' states are known here, the rows are written by files. */
import type { fileAttach } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove, notFound } from '../../../http/problem.ts'
import { shareDeal } from '../../crm/index.ts'
import { type AttachedFile, attachFile, detachFile } from '../../files/index.ts'
import { findEngagementOfDeal } from '../queries/engagements.ts'
import { holdEngagement } from './load-engagement.ts'

type Attach = z.infer<typeof fileAttach>

async function holdDeal(work: UnitOfWork, id: RowId<'deal'>) {
  const deal = await work.first(shareDeal({ id }))
  if (!deal || work.principal.engagementIds !== null) throw notFound('deal')
  if (deal.archived_at !== null) throw illegalMove('The deal is archived. Restore it first.', ['restore'])
  return deal
}

/** A won deal's file belongs to its engagement from the start. Throws 404, 409 where archived. */
export async function attachDealFile(work: UnitOfWork, id: RowId<'deal'>, input: Attach): Promise<AttachedFile> {
  await holdDeal(work, id)
  const engagement = await work.first(findEngagementOfDeal({ deal_id: id }))
  return attachFile(work, {
    fileId: toRow(input.file_id),
    dealId: id,
    engagementId: engagement?.id ?? null,
    clientVisible: input.client_visible,
  })
}

/** Throws 404, and 409 once the deal is won. */
export async function detachDealFile(work: UnitOfWork, id: RowId<'deal'>, fileId: RowId<'file'>): Promise<void> {
  const deal = await holdDeal(work, id)
  if (deal.status === 'won') throw illegalMove('The files of a won deal stay with it.', [])
  await detachFile(work, { fileId, dealId: id })
}

/** Throws 404, 409 where archived. */
export async function attachEngagementFile(
  work: UnitOfWork,
  id: RowId<'engagement'>,
  input: Attach,
): Promise<AttachedFile> {
  await holdEngagement(work, id)
  return attachFile(work, { fileId: toRow(input.file_id), engagementId: id, clientVisible: input.client_visible })
}

export async function detachEngagementFile(
  work: UnitOfWork,
  id: RowId<'engagement'>,
  fileId: RowId<'file'>,
): Promise<void> {
  await holdEngagement(work, id)
  await detachFile(work, { fileId, engagementId: id })
}

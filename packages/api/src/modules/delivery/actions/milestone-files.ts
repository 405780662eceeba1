/** Files of a milestone are part of what its approval approves. */
import type { fileAttach } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove } from '../../../http/problem.ts'
import { type AttachedFile, attachFile, detachFile, listAttachmentsOfMilestone } from '../../files/index.ts'
import { milestoneMoves } from '../rules/milestone-status.ts'
import { voidRequest } from './end-approval.ts'
import { APPROVED, type LoadedMilestone, loadMilestone } from './load-milestone.ts'

/** Attaches a file, or changes who sees it. Ends a request for approval where that changes what the client is shown. */
export async function attachMilestoneFile(
  work: UnitOfWork,
  id: RowId<'milestone'>,
  input: z.infer<typeof fileAttach>,
): Promise<AttachedFile> {
  const loaded = await loadMilestone(work, id)
  const fileId = toRow(input.file_id)
  const known = await findKnown(work, id, fileId)
  const shown = input.client_visible ?? known?.client_visible ?? false
  if (shown !== (known?.client_visible ?? false)) await refuseOrVoid(work, loaded)
  return attachFile(work, {
    fileId,
    milestoneId: id,
    engagementId: loaded.milestone.engagement_id,
    clientVisible: input.client_visible,
  })
}

/** Detaches a file; where it is not attached, nothing changes. Ends a request for approval where the client was shown it. */
export async function detachMilestoneFile(
  work: UnitOfWork,
  id: RowId<'milestone'>,
  fileId: RowId<'file'>,
): Promise<void> {
  const loaded = await loadMilestone(work, id)
  const known = await findKnown(work, id, fileId)
  if (known?.client_visible) await refuseOrVoid(work, loaded)
  await detachFile(work, { fileId, milestoneId: id })
}

async function findKnown(work: UnitOfWork, id: RowId<'milestone'>, fileId: RowId<'file'>) {
  const attached = await work.all(listAttachmentsOfMilestone({ milestone_id: id }))
  return attached.find((row) => row.file_id === fileId)
}

async function refuseOrVoid(work: UnitOfWork, { milestone, approval }: LoadedMilestone): Promise<void> {
  if (milestone.status === 'approved') throw illegalMove(APPROVED, milestoneMoves('approved', false))
  await voidRequest(work, approval)
}

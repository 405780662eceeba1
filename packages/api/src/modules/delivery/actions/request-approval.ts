import type { approvalRequest } from '@agencyops/schema'
import type { z } from 'zod'
import { insertRow } from '../../../db/insert.ts'
import { toRow, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { illegalMove, invalidField } from '../../../http/problem.ts'
import { refuseArchived, shareWith } from '../../engagements/index.ts'
import { snapshotQueries } from '../queries/snapshot.ts'
import { milestoneMoves } from '../rules/milestone-status.ts'
import type { ApprovalRow } from '../tables.ts'
import { approvalView } from '../views.ts'
import { buildSnapshot } from './build-snapshot.ts'
import { findLocked, refuseCompleted } from './load-milestone.ts'

/**
 * Asks a contact to approve a delivered milestone, and shares the engagement with them. Throws 422 for an unknown
 * milestone or contact, 409 while the milestone is not delivered or an approval of it stands.
 */
export async function requestApproval(work: UnitOfWork, input: z.infer<typeof approvalRequest>): Promise<ApprovalRow> {
  const loaded = await findLocked(work, toRow(input.milestone_id))
  if (!loaded) throw invalidField('#/milestone_id', 'unknown_record', 'There is no such milestone.')
  const { engagement, milestone } = loaded
  refuseArchived(engagement)
  refuseCompleted(engagement)
  const moves = milestoneMoves(milestone.status, loaded.approval !== undefined)
  if (milestone.status === 'approved') throw illegalMove('The milestone is approved already.', moves)
  if (milestone.status === 'planned') throw illegalMove('The milestone is not delivered yet. Deliver it first.', moves)
  if (loaded.approval) throw illegalMove('A contact is asked to approve it already. Withdraw that first.', moves)
  const contactId = toRow(input.contact_id)
  await shareWith(work, engagement, contactId)
  const id = work.newId('approval')
  const parts = await work.group(...snapshotQueries(milestone.id))
  const { net, tax } = buildSnapshot({ approval: { id, contact_id: contactId }, engagement, milestone }, parts)
  const approval: ApprovalRow = {
    tenant_id: work.tenantId,
    id,
    milestone_id: milestone.id,
    engagement_id: engagement.id,
    contact_id: contactId,
    status: 'requested',
    currency: engagement.currency,
    net_minor: net,
    tax_minor: tax,
    sha256: null,
    requested_at: work.now,
    requested_by: work.actor,
    decided_at: null,
    remarks: null,
    withdrawn_at: null,
    withdrawn_reason: null,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
  }
  work.later(insertRow('approval', approval))
  await work.record({
    type: 'approval.requested',
    subject: { type: 'approval', id, version: 1 },
    after: approvalView(approval),
    data: {
      engagement_id: toWire('engagement', engagement.id),
      milestone_id: toWire('milestone', milestone.id),
      contact_id: toWire('contact', contactId),
    },
    engagementId: engagement.id,
    clientVisible: true,
  })
  return approval
}

import { insertRows } from '../../../db/insert.ts'
import { type RowId, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { RequestFacts } from '../../../http/operation.ts'
import { type ScopeItemRow, shiftScopeItem } from '../../crm/index.ts'
import { listBills } from '../queries/milestones.ts'
import type { ApprovalLineRow, ApprovalRow } from '../tables.ts'
import { approvalView } from '../views.ts'
import { changeMilestone } from './change-milestone.ts'
import { decisionData, keepDecision, loadDecision } from './decision.ts'

/**
 * The contact approves what was shown, `sha256`. In one transaction: the evidence, what each scope item has earned, the
 * approved milestone, and what areas above raise from it. Throws as `loadDecision`.
 */
export async function approveApproval(
  work: UnitOfWork,
  id: RowId<'approval'>,
  { sha256, remarks }: { sha256: string; remarks?: string | undefined },
  request: Pick<RequestFacts, 'address' | 'userAgent'>,
): Promise<ApprovalRow> {
  const loaded = await loadDecision(work, id, 'approve', sha256)
  const { approval: before, milestone, items, principal, snapshot } = loaded
  const bills = await work.all(listBills({ milestone_ids: [milestone.id] }))
  const status = remarks === undefined ? 'approved' : 'approved_with_remarks'
  const decision = { status, remarks: remarks ?? null } as const
  const after = keepDecision(work, principal, before, snapshot, decision, request)
  const rows = snapshot.lines.map(
    (line, index): ApprovalLineRow => ({
      tenant_id: work.tenantId,
      id: work.newId('approval_line'),
      approval_id: id,
      milestone_id: milestone.id,
      scope_item_id: line.scopeItemId as RowId<'scope_item'>,
      position: index + 1,
      description: line.description,
      quantity: line.quantity,
      unit: line.unit,
      unit_price: line.unitPrice,
      net_minor: line.net,
      percent: line.percent,
      withdrawn: false,
    }),
  )
  if (rows.length > 0) work.later(insertRows('approval_line', rows))
  for (const row of rows) {
    const item = items.find((one) => one.id === row.scope_item_id) as ScopeItemRow
    shiftScopeItem(work, item, { earned: row.net_minor, approvedPercent: row.percent ?? '0' })
  }
  await work.record({
    type: 'approval.approved',
    subject: { type: 'approval', id, version: after.version },
    before: approvalView(before),
    after: approvalView(after),
    data: decisionData(after),
    engagementId: after.engagement_id,
    clientVisible: true,
  })
  await changeMilestone(
    work,
    { milestone, bills },
    { status: 'approved', approved_at: work.now },
    { type: 'milestone.approved', data: { approval_id: toWire('approval', id) } },
  )
  return after
}

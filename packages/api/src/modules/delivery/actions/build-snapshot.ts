import { toWire } from '../../../db/row.ts'
import { canonicalDecimal } from '../../../primitives/decimal.ts'
import type { TaxCategory } from '../../../primitives/tax.ts'
import type { EngagementRow } from '../../engagements/index.ts'
import type { snapshotQueries } from '../queries/snapshot.ts'
import { type ApprovalLine, approvalLines } from '../rules/approval-lines.ts'
import { approvalSnapshot, type Snapshot } from '../rules/approval-snapshot.ts'
import type { ApprovalRow, MilestoneRow } from '../tables.ts'

type RowsOf<Q> = Q extends { readonly row?: infer R } ? Exclude<R, undefined>[] : never
type Answers<Q extends readonly unknown[]> = { [K in keyof Q]: RowsOf<Q[K]> }

/** The answers of `snapshotQueries`, in its order. */
export type SnapshotRows = Answers<ReturnType<typeof snapshotQueries>>

/** What the approval of a milestone approves now; `lines` have row ids, the snapshot those of the wire. */
export function buildSnapshot(
  subject: {
    approval: Pick<ApprovalRow, 'id' | 'contact_id'>
    engagement: Pick<EngagementRow, 'id' | 'name' | 'currency'>
    milestone: Pick<MilestoneRow, 'id' | 'name' | 'due_on'>
  },
  [billed, sums, files]: SnapshotRows,
): Snapshot & { lines: ApprovalLine[] } {
  const { approval, engagement, milestone } = subject
  const before = new Map<string, (typeof sums)[number]>(sums.map((row) => [row.scope_item_id, row]))
  const lines = approvalLines(
    billed.map((row) => ({
      scopeItemId: row.id,
      name: row.name,
      quantity: canonicalDecimal(row.quantity),
      unit: row.unit,
      unitPrice: canonicalDecimal(row.unit_price),
      currency: row.currency,
      net: row.contract_value_minor,
      percent: row.percent === null ? null : canonicalDecimal(row.percent),
      amount: row.amount_minor,
      approvedPercent: canonicalDecimal(before.get(row.id)?.percent ?? '0'),
      approvedNet: Number(before.get(row.id)?.net ?? 0),
    })),
  )
  const snapshot = approvalSnapshot({
    approval: { id: toWire('approval', approval.id), contactId: toWire('contact', approval.contact_id) },
    engagement: { id: toWire('engagement', engagement.id), name: engagement.name },
    milestone: { id: toWire('milestone', milestone.id), name: milestone.name, dueOn: milestone.due_on },
    lines: lines.map((line, index) => {
      const item = billed[index] as (typeof billed)[number]
      return {
        ...line,
        scopeItemId: toWire('scope_item', item.id),
        taxCategory: item.tax_category as TaxCategory,
        taxPercent: canonicalDecimal(item.tax_percent),
        exemptionReason: item.exemption_reason,
      }
    }),
    currency: engagement.currency,
    files,
  })
  return { ...snapshot, lines }
}

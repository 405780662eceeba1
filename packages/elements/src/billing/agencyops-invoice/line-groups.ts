import type { PortalInvoice } from '@agencyops/sdk'

export type InvoiceLine = PortalInvoice['lines'][number]
export type InvoiceApproval = PortalInvoice['approvals'][number]

/** Lines that stand together, with the delivery checkpoint that raised them. */
export interface LineGroup {
  key: string
  milestone: PortalInvoice['milestones'][number] | null
  approval: InvoiceApproval | null
  lines: readonly InvoiceLine[]
}

/** The lines in their order, cut where the checkpoint behind them changes. */
export function lineGroups({ lines, milestones, approvals }: PortalInvoice): LineGroup[] {
  const groups: (LineGroup & { lines: InvoiceLine[] })[] = []
  for (const line of lines) {
    const last = groups.at(-1)
    const before = last?.lines[0]
    if (last && before?.milestone_id === line.milestone_id && before.approval_id === line.approval_id) {
      last.lines.push(line)
      continue
    }
    groups.push({
      key: line.id,
      milestone: milestones.find(({ id }) => id === line.milestone_id) ?? null,
      approval: approvals.find(({ id }) => id === line.approval_id) ?? null,
      lines: [line],
    })
  }
  return groups
}

/** More lines than this are shown in part at first. */
const ALL_UNTIL = 100
const AT_FIRST = 50

/** How many lines a screen shows at first: all, or the first fifty of many. Paper shows all. */
export const shownAtFirst = (count: number): number => (count > ALL_UNTIL ? AT_FIRST : count)

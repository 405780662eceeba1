import type { EventType } from './events.ts'

const milestones = [
  'milestone.created',
  'milestone.updated',
  'milestone.delivered',
  'milestone.reverted',
  'milestone.approved',
] as const
const approvals = ['approval.requested', 'approval.approved', 'approval.rejected', 'approval.withdrawn'] as const
const invoices = [
  'invoice.issued',
  'invoice.partially_paid',
  'invoice.paid',
  'invoice.reopened',
  'invoice.balance_changed',
  'invoice.overdue',
] as const

/** What a client contact's stream tells, by the portal operation that shows the record that it is about. */
export const portalEvents: Readonly<Record<string, readonly EventType[]>> = {
  listPortalMilestones: milestones,
  listPortalApprovals: approvals,
  getPortalApproval: approvals,
  listPortalInvoices: invoices,
  getPortalInvoice: invoices,
  getPortalCreditNote: ['credit_note.issued'],
  listPortalFiles: ['file.attached', 'file.detached'],
}

/** The classes and what a host calls; importing this registers nothing. `@agencyops/elements/define/…` does. */
export { AgencyOpsElement } from './base/agencyops-element.ts'
export { provideConnection } from './base/connection-context.ts'
export { SessionError } from './base/fetch-session.ts'
export {
  type ConnectionSettings,
  configure,
  type EmbedSession,
  type FetchSession,
  type PageSettings,
} from './base/settings.ts'
export type { CommonStrings, Replaced } from './base/strings.ts'
export { AgencyOpsInvoice } from './billing/agencyops-invoice/agencyops-invoice.ts'
export type { InvoiceStrings } from './billing/agencyops-invoice/invoice.strings.ts'
export { AgencyOpsPipelineBoard } from './crm/agencyops-pipeline-board/agencyops-pipeline-board.ts'
export type {
  DealLostDetail,
  DealMovedDetail,
  DealMoveRequestedDetail,
  DealOpenDetail,
  DealWonDetail,
  ErrorDetail,
} from './crm/agencyops-pipeline-board/events.ts'
export type { BoardStrings } from './crm/agencyops-pipeline-board/strings.ts'
export { AgencyOpsApproval, type ApprovalDecided } from './delivery/agencyops-approval/agencyops-approval.ts'
export type { ApprovalStrings } from './delivery/agencyops-approval/approval.strings.ts'

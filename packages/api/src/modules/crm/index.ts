/** The door of crm. */
import { defineModule } from '../module.ts'
import { createDefaultPipeline } from './actions/create-default-pipeline.ts'
import { companyOperations } from './routes/companies.ts'
import { contactOperations } from './routes/contacts.ts'
import { dealBoardOperations } from './routes/deal-board.ts'
import { dealMoveOperations } from './routes/deal-moves.ts'
import { dealOperations } from './routes/deals.ts'
import { lostReasonOperations } from './routes/lost-reasons.ts'
import { pipelineOperations } from './routes/pipelines.ts'
import { scopeItemOperations } from './routes/scope-items.ts'
import { stageOperations } from './routes/stages.ts'

export { becomeClient } from './actions/become-client.ts'
export { setEngagement } from './actions/set-engagement.ts'
export { type PlannedShift, shiftPlannedShare } from './actions/shift-planned-share.ts'
export { type ScopeItemShift, shiftScopeItem } from './actions/shift-scope-item.ts'
export { findCompany, lockCompany, shareCompany } from './queries/companies.ts'
export { findContact, shareContact } from './queries/contacts.ts'
export { findDeal, lockDeal, shareDeal } from './queries/deals.ts'
export { listPlannedBills, listPlannedMilestones } from './queries/planned-milestones.ts'
export {
  findScopeItem,
  listScopeItemsOfDeal,
  listScopeItemsOfEngagement,
  lockScopeItems,
  lockScopeItemsOfDeal,
} from './queries/scope-items.ts'
export { type ItemPlan, type PlannedShare, planLimits } from './rules/plan-limits.ts'
export type { CompanyRow, ContactRow, DealRow, PlannedBillRow, PlannedMilestoneRow, ScopeItemRow } from './tables.ts'
export { companyView, contactView, dealView, scopeItemView } from './views.ts'

export const crm = defineModule({
  name: 'crm',
  operations: [
    ...companyOperations,
    ...contactOperations,
    ...dealOperations,
    ...dealMoveOperations,
    ...dealBoardOperations,
    ...scopeItemOperations,
    ...pipelineOperations,
    ...stageOperations,
    ...lostReasonOperations,
  ],
  on: { 'tenant.created': createDefaultPipeline },
})

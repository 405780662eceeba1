/** The door of crm. */
import { defineModule } from '../module.ts'
import { companyOperations } from './routes/companies.ts'

export { type ScopeItemShift, shiftScopeItem } from './actions/shift-scope-item.ts'
export { lockScopeItems } from './queries/scope-items.ts'
export type { CompanyRow, ContactRow, DealRow, ScopeItemRow } from './tables.ts'

export const crm = defineModule({ name: 'crm', operations: [...companyOperations] })

/** The door of governance. */
import { defineModule } from '../module.ts'
import { apiKeyOperations } from './routes/api-keys.ts'
import { dictionaryOperations } from './routes/dictionary.ts'
import { legalEntityOperations, numberSeriesOperations } from './routes/legal-entities.ts'
import { memberOperations, personOperations } from './routes/members.ts'
import { platformOperations } from './routes/platform.ts'
import { taxRateOperations } from './routes/tax-rates.ts'
import { tenantOperations } from './routes/tenant.ts'

export { createKeyAccess } from './access-keys.ts'
export { createKey, findTenant, listKeys, listTenants, revokeKey, rotateKey } from './actions/cli-keys.ts'
export { createApiKey, holdMinter } from './actions/create-api-key.ts'
export { provisionTenant } from './actions/provision-tenant.ts'
export { type TakenNumber, takeNumber } from './actions/take-number.ts'
export { findApiKey, shareApiKey } from './queries/api-keys.ts'
export { findDefaultLegalEntity, findLegalEntity, shareLegalEntity } from './queries/legal-entities.ts'
export { findMember, findPerson } from './queries/members.ts'
export { findTaxRate } from './queries/tax-rates.ts'
export type {
  ApiKeyRow,
  LegalEntityRow,
  MemberRow,
  NumberSeriesRow,
  PersonRow,
  TaxRateRow,
  TenantRow,
} from './tables.ts'

export const governance = defineModule({
  name: 'governance',
  operations: [
    ...apiKeyOperations,
    ...tenantOperations,
    ...personOperations,
    ...memberOperations,
    ...legalEntityOperations,
    ...numberSeriesOperations,
    ...taxRateOperations,
    ...platformOperations,
    ...dictionaryOperations,
  ],
})

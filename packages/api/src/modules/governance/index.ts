/** The door of governance. */
import { defineModule } from '../module.ts'

export { createKeyAccess } from './access-keys.ts'
export { createApiKey } from './actions/create-api-key.ts'
export { provisionTenant } from './actions/provision-tenant.ts'

export const governance = defineModule({ name: 'governance', operations: [] })

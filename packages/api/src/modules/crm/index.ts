/** The door of crm. */
import { defineModule } from '../module.ts'
import { companyOperations } from './routes/companies.ts'

export const crm = defineModule({ name: 'crm', operations: [...companyOperations] })

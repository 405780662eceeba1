/** The door of portal. */
import { defineModule } from '../module.ts'
import { portalInvoiceOperations } from './routes/invoices.ts'

export const portal = defineModule({ name: 'portal', operations: [...portalInvoiceOperations] })

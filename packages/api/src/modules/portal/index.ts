/** The door of portal. */
import { defineModule } from '../module.ts'
import { portalApprovalOperations } from './routes/approvals.ts'
import { clientViewOperations } from './routes/client-views.ts'
import { portalEngagementOperations } from './routes/engagements.ts'
import { portalFileOperations } from './routes/files.ts'
import { portalInvoiceOperations } from './routes/invoices.ts'
import { portalMilestoneOperations } from './routes/milestones.ts'

export const portal = defineModule({
  name: 'portal',
  operations: [
    ...portalEngagementOperations,
    ...portalMilestoneOperations,
    ...portalApprovalOperations,
    ...portalFileOperations,
    ...portalInvoiceOperations,
    ...clientViewOperations,
  ],
})

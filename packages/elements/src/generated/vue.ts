// Generated from the components, do not edit.
import type { DefineComponent } from 'vue'
import type {
  AgencyOpsApproval,
  AgencyOpsInvoice,
  AgencyOpsPipelineBoard,
} from '../index.ts'

declare module 'vue' {
  interface GlobalComponents {
    'agencyops-approval': DefineComponent<
      Partial<Pick<AgencyOpsApproval, 'approvalId' | 'apiUrl' | 'sessionUrl' | 'fetchSession' | 'locale' | 'theme' | 'density' | 'strings'>> & {
      'onAgencyopsApprovalDecided'?: (event: HTMLElementEventMap['agencyops-approval-decided']) => void
      'onAgencyopsError'?: (event: HTMLElementEventMap['agencyops-error']) => void
      }
    >
    'agencyops-invoice': DefineComponent<
      Partial<Pick<AgencyOpsInvoice, 'invoiceId' | 'creditNoteId' | 'apiUrl' | 'sessionUrl' | 'fetchSession' | 'locale' | 'theme' | 'density' | 'strings'>> & {
      'onAgencyopsError'?: (event: HTMLElementEventMap['agencyops-error']) => void
      }
    >
    'agencyops-pipeline-board': DefineComponent<
      Partial<Pick<AgencyOpsPipelineBoard, 'pipelineId' | 'view' | 'apiUrl' | 'sessionUrl' | 'fetchSession' | 'locale' | 'theme' | 'density' | 'strings'>> & {
      'onAgencyopsDealOpen'?: (event: HTMLElementEventMap['agencyops-deal-open']) => void
      'onAgencyopsDealMoveRequested'?: (event: HTMLElementEventMap['agencyops-deal-move-requested']) => void
      'onAgencyopsDealMoved'?: (event: HTMLElementEventMap['agencyops-deal-moved']) => void
      'onAgencyopsDealWon'?: (event: HTMLElementEventMap['agencyops-deal-won']) => void
      'onAgencyopsDealLost'?: (event: HTMLElementEventMap['agencyops-deal-lost']) => void
      'onAgencyopsError'?: (event: HTMLElementEventMap['agencyops-error']) => void
      }
    >
  }
}

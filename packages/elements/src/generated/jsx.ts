// Generated from the components, do not edit.
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type {
  AgencyOpsApproval,
  AgencyOpsInvoice,
  AgencyOpsPipelineBoard,
} from '../index.ts'

interface Tags {
  'agencyops-approval': DetailedHTMLProps<HTMLAttributes<AgencyOpsApproval>, AgencyOpsApproval> &
    Partial<Pick<AgencyOpsApproval, 'approvalId' | 'apiUrl' | 'sessionUrl' | 'fetchSession' | 'locale' | 'theme' | 'density' | 'strings'>> & {
    'approval-id'?: string | undefined
    'api-url'?: string | undefined
    'session-url'?: string | undefined
    'onagencyops-approval-decided'?: (event: HTMLElementEventMap['agencyops-approval-decided']) => void
    'onagencyops-error'?: (event: HTMLElementEventMap['agencyops-error']) => void
  }
  'agencyops-invoice': DetailedHTMLProps<HTMLAttributes<AgencyOpsInvoice>, AgencyOpsInvoice> &
    Partial<Pick<AgencyOpsInvoice, 'invoiceId' | 'creditNoteId' | 'apiUrl' | 'sessionUrl' | 'fetchSession' | 'locale' | 'theme' | 'density' | 'strings'>> & {
    'invoice-id'?: string | undefined
    'credit-note-id'?: string | undefined
    'api-url'?: string | undefined
    'session-url'?: string | undefined
    'onagencyops-error'?: (event: HTMLElementEventMap['agencyops-error']) => void
  }
  'agencyops-pipeline-board': DetailedHTMLProps<HTMLAttributes<AgencyOpsPipelineBoard>, AgencyOpsPipelineBoard> &
    Partial<Pick<AgencyOpsPipelineBoard, 'pipelineId' | 'view' | 'apiUrl' | 'sessionUrl' | 'fetchSession' | 'locale' | 'theme' | 'density' | 'strings'>> & {
    'pipeline-id'?: string | undefined
    'api-url'?: string | undefined
    'session-url'?: string | undefined
    'onagencyops-deal-open'?: (event: HTMLElementEventMap['agencyops-deal-open']) => void
    'onagencyops-deal-move-requested'?: (event: HTMLElementEventMap['agencyops-deal-move-requested']) => void
    'onagencyops-deal-moved'?: (event: HTMLElementEventMap['agencyops-deal-moved']) => void
    'onagencyops-deal-won'?: (event: HTMLElementEventMap['agencyops-deal-won']) => void
    'onagencyops-deal-lost'?: (event: HTMLElementEventMap['agencyops-deal-lost']) => void
    'onagencyops-error'?: (event: HTMLElementEventMap['agencyops-error']) => void
  }
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Tags {}
  }
}

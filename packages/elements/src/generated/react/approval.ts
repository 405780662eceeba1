// Generated from the components, do not edit.
import { createComponent, type EventName } from '@lit/react'
import React from 'react'
import '../../define/approval.ts'
import { AgencyOpsApproval } from '../../index.ts'

/** What a client is asked to approve, with its evidence first, and the decision. */
export const Approval = createComponent({
  tagName: 'agencyops-approval',
  elementClass: AgencyOpsApproval,
  react: React,
  events: {
    onApprovalDecided: 'agencyops-approval-decided' as EventName<HTMLElementEventMap['agencyops-approval-decided']>,
    onError: 'agencyops-error' as EventName<HTMLElementEventMap['agencyops-error']>,
  },
})

import type { PortalApproval } from '@agencyops/sdk'

/** How an approval stands before its reader: who may decide it sees `mine`, others see that it `waits`. */
export type Standing = 'mine' | 'waits' | 'approved' | 'approvedWithRemarks' | 'rejected' | 'withdrawn'

export function standing({ status, can_decide: mine }: Pick<PortalApproval, 'status' | 'can_decide'>): Standing {
  if (status === 'requested') return mine ? 'mine' : 'waits'
  return status === 'approved_with_remarks' ? 'approvedWithRemarks' : (status as Standing)
}

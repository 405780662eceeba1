/** Which moves an approval's status allows, as a refusal lists them. */
export type ApprovalStatus = 'requested' | 'approved' | 'approved_with_remarks' | 'rejected' | 'withdrawn'
export type ApprovalMove = 'approve' | 'reject' | 'withdraw'

const MOVES: Record<ApprovalStatus, readonly ApprovalMove[]> = {
  requested: ['approve', 'reject', 'withdraw'],
  approved: ['withdraw'],
  approved_with_remarks: ['withdraw'],
  rejected: [],
  withdrawn: [],
}

/** All that its status allows: only its contact approves and rejects, only the firm withdraws. */
export function approvalMoves(status: ApprovalStatus): readonly ApprovalMove[] {
  return MOVES[status]
}

export function approvalAllows(status: ApprovalStatus, move: ApprovalMove): boolean {
  return MOVES[status].includes(move)
}

/** The moves that are the contact's own. */
export function contactMoves(status: ApprovalStatus): readonly ApprovalMove[] {
  return MOVES[status].filter((move) => move !== 'withdraw')
}

export function isApproved(status: ApprovalStatus): boolean {
  return status === 'approved' || status === 'approved_with_remarks'
}

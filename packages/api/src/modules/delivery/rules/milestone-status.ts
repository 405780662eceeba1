/** Which moves a milestone's status allows, as a refusal lists them. */
export type MilestoneStatus = 'planned' | 'delivered' | 'approved'
export type MilestoneMove = 'deliver' | 'revert' | 'request_approval' | 'withdraw_approval'

/**
 * planned → delivered → approved; back to planned while no approval stands. `requested`: a contact is asked at the
 * moment, so that the request must be withdrawn first.
 */
export function milestoneMoves(status: MilestoneStatus, requested: boolean): readonly MilestoneMove[] {
  if (status === 'planned') return ['deliver']
  if (status === 'delivered') return requested ? ['withdraw_approval'] : ['revert', 'request_approval']
  return ['withdraw_approval']
}

/** Which moves an engagement's status allows. */
export type EngagementStatus = 'active' | 'completed'
export type EngagementMove = 'complete' | 'reactivate' | 'archive'

const MOVES: Record<EngagementStatus, readonly EngagementMove[]> = {
  active: ['complete'],
  completed: ['reactivate', 'archive'],
}

/** The moves of an engagement that is not archived, as a refusal lists them. */
export function engagementMoves(status: EngagementStatus): readonly EngagementMove[] {
  return MOVES[status]
}

export function mayMove(status: EngagementStatus, move: EngagementMove): boolean {
  return MOVES[status].includes(move)
}

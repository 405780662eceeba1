/** A deal: open → won | lost, lost → open. What is won has an engagement and never goes back. */
export type DealStatus = 'open' | 'won' | 'lost'

const MOVES = {
  open: ['move', 'win', 'lose'],
  lost: ['reopen'],
  won: [],
} as const satisfies Record<DealStatus, readonly string[]>

export type DealMove = 'move' | 'win' | 'lose' | 'reopen'

/** What can be done with a deal of this status. */
export function dealMoves(status: DealStatus): readonly DealMove[] {
  return MOVES[status]
}

export function dealAllows(status: DealStatus, move: DealMove): boolean {
  return dealMoves(status).includes(move)
}

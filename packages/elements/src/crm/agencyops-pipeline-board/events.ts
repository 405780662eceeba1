/** What the board tells the page around it. All of them bubble, also out of shadow roots. */
import type { Money } from '../../base/format.ts'
import type { Told } from '../../base/problem.ts'
import type { Deal } from './board-model.ts'

export interface DealOpenDetail {
  readonly deal: Deal
}

/** Prevent it, and the card stays. */
export interface DealMoveRequestedDetail {
  readonly deal: Deal
  readonly from_stage_id: string
  readonly stage_id: string
  readonly before_id: string | undefined
  readonly after_id: string | undefined
}

export interface DealMovedDetail {
  /** As the API answered it. */
  readonly deal: Deal
  readonly from_stage_id: string
}

export interface DealWonDetail {
  readonly deal: Deal
  readonly engagement: { readonly id: string; readonly contract_value: Money }
}

export interface DealLostDetail {
  readonly deal: Deal
  readonly lost_reason_id: string
}

export interface ErrorDetail extends Told {
  /** The API's own, where it answered. */
  readonly problem: unknown
  readonly error: unknown
}

declare global {
  interface HTMLElementEventMap {
    'agencyops-deal-open': CustomEvent<DealOpenDetail>
    'agencyops-deal-move-requested': CustomEvent<DealMoveRequestedDetail>
    'agencyops-deal-moved': CustomEvent<DealMovedDetail>
    'agencyops-deal-won': CustomEvent<DealWonDetail>
    'agencyops-deal-lost': CustomEvent<DealLostDetail>
    'agencyops-error': CustomEvent<ErrorDetail>
  }
}

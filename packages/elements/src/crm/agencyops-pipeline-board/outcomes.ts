/** What became of a card that was moved, won, lost or in hand: said to the person, and told to the page. */
import { tell } from '../../base/problem.ts'
import { isolated } from '../../ui/user-text.ts'
import type { BoardHands } from './board-hands.ts'
import { type Card, type Deal, findCard } from './board-model.ts'
import { nameOf } from './board-source.ts'
import { isOpen } from './board-store.ts'
import type { Move, MoveFailure } from './move-queue.ts'

/** What a win opens, as the API answers it. */
export interface Won {
  readonly engagement: { readonly id: string; readonly contract_value: Deal['value'] }
  readonly project: { readonly name: string }
  readonly milestones: readonly unknown[]
}

export class Outcomes {
  readonly #hands: BoardHands

  constructor(hands: BoardHands) {
    this.#hands = hands
  }

  async notMoved(move: Move, failure: MoveFailure): Promise<void> {
    const { deal } = move.card
    const { element, refusals } = this.#hands.desk
    const { text } = element
    const title = isolated(deal.name)
    if (failure.kind !== 'overtaken') {
      const told = tell(failure.error, text)
      refusals.set(deal.id, { ...told, reasons: reasonsOf(failure.error), stageId: move.to.stageId })
      element.report(failure.error)
      this.#say(text.notMoved(isolated(told.detail), title, this.#hands.stageName(move.fromStageId)), 'danger')
      return
    }
    const { now } = failure
    const who = await this.#who(deal.id)
    if (!now || !isOpen(now)) {
      this.#say(text.gone(title), 'danger')
      return
    }
    const detail = text.overtaken(title, this.#hands.stageName(now.stage_id), who)
    const badge = text.overtakenBadge(who)
    refusals.set(deal.id, { title: badge, detail, again: true, reasons: [], stageId: now.stage_id, short: badge })
    this.#say(detail, 'danger')
  }

  /** Somebody else moved or closed the card in hand. */
  async taken({ deal }: Card, now: Deal | undefined): Promise<void> {
    const { text } = this.#hands.desk.element
    const title = isolated(deal.name)
    if (now) this.#say(text.takenAway(title, this.#hands.stageName(now.stage_id), await this.#who(now.id)), 'info')
    else this.#say(text.takenOff(title), 'info')
  }

  won({ deal }: Card, answer: Won & { deal: Deal }): void {
    this.#close(deal, this.#hands.desk.element.text.won(isolated(deal.name)))
    this.#hands.desk.emit('agencyops-deal-won', { deal: answer.deal, engagement: answer.engagement })
  }

  lost({ deal }: Card, answer: Deal, lost_reason_id: string): void {
    this.#close(deal, this.#hands.desk.element.text.lost(isolated(deal.name)))
    this.#hands.desk.emit('agencyops-deal-lost', { deal: answer, lost_reason_id })
  }

  #close(deal: Deal, message: string): void {
    const { store } = this.#hands.desk
    const found = store.current && findCard(store.current, deal.id)
    if (found) store.remove(found.card)
    this.#say(message, 'info')
  }

  #say(message: string, kind: 'info' | 'danger'): void {
    this.#hands.announce(message, kind)
    this.#hands.requestUpdate()
  }

  async #who(dealId: string): Promise<string> {
    const { client, store, element } = this.#hands.desk
    return isolated((await nameOf(client, store.lastActor(dealId))) ?? element.text.somebody)
  }
}

/** One line for each thing that is missing, where the API lists several. */
function reasonsOf(error: unknown): string[] {
  const { errors } = ((error as { problem?: object })?.problem ?? {}) as { errors?: { detail: string }[] }
  return (errors ?? []).map(({ detail }) => detail)
}

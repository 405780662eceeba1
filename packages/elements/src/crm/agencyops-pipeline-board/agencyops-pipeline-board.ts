import { type CSSResultGroup, html, type TemplateResult } from 'lit'
import { AgencyOpsElement } from '../../base/agencyops-element.ts'
import { fieldStyles } from '../../ui/field.styles.ts'
import { boardStyles } from './board.styles.ts'
import { BoardDesk } from './board-desk.ts'
import type { Board } from './board-model.ts'
import { boardSkeleton, boardView } from './board-view.ts'
import { cardStyles } from './card.styles.ts'
import './events.ts'
import { boardStrings } from './strings.ts'
import { toolbarStyles } from './toolbar.styles.ts'

/**
 * The open deals of a pipeline by stage: to see, to move by mouse, touch and keyboard, to win and to lose, alive.
 * It takes the height that it is given.
 *
 * @summary Deals by stage.
 * @fires agencyops-deal-open - The title of a card was activated.
 * @fires agencyops-deal-move-requested - A card is about to move; prevent it, and it stays.
 * @fires agencyops-deal-moved - The API has moved a deal.
 * @fires agencyops-deal-won - A deal was won here.
 * @fires agencyops-deal-lost - A deal was lost here.
 * @fires agencyops-error - Something failed, in the API's own words.
 * @slot header - Above everything.
 * @slot actions - At the end of the bar.
 * @slot empty - Instead of the words for a pipeline without deals.
 * @csspart board - All of it.
 * @csspart toolbar - The bar above the columns.
 * @csspart column - A stage.
 * @csspart column-header - Its name, count and sums.
 * @csspart card - A deal.
 * @csspart card-title - Its name.
 */
export class AgencyOpsPipelineBoard extends AgencyOpsElement<typeof boardStrings> {
  static override properties = {
    pipelineId: { attribute: 'pipeline-id' },
    view: {},
  }

  static override styles: CSSResultGroup = [
    AgencyOpsElement.styles,
    fieldStyles,
    toolbarStyles,
    boardStyles,
    cardStyles,
  ]

  /** The pipeline to show; the default one unless given. */
  declare pipelineId: string | undefined
  /** `board`, or `table`. */
  declare view: 'board' | 'table' | undefined

  protected readonly ownStrings = boardStrings
  readonly #desk = new BoardDesk(this, (type, detail, options) => this.emit(type, detail, options))

  protected content(): TemplateResult {
    const setView = (view: 'board' | 'table') => {
      this.view = view
    }
    return html`${this.show(this.#desk.store.resource, {
      loading: () => boardSkeleton(this.#desk),
      ready: () => boardView(this.#desk, this.#desk.store.board as Board, this.view ?? 'board', setView),
    })}`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'agencyops-pipeline-board': AgencyOpsPipelineBoard
  }
}

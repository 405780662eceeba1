/** What can be done to one deal, asked in a dialog: moving it, winning it, losing it, and why a move was refused. */
import { css, html, nothing, type TemplateResult } from 'lit'
import { type Told, tell } from '../../base/problem.ts'
import { button } from '../../ui/button.ts'
import { Dialog, dialogStyles } from '../../ui/dialog.ts'
import { moneyText } from '../../ui/money.ts'
import { clippedText } from '../../ui/user-text.ts'
import type { BoardDesk } from './board-desk.ts'
import type { BoardHands } from './board-hands.ts'
import { type Card, columnOf, type Deal, findCard, type Named } from './board-model.ts'
import { type BoardClient, lostReasonsOf } from './board-source.ts'
import type { Won } from './outcomes.ts'
import type { BoardStrings } from './strings.ts'

export type DialogMode = 'move' | 'win' | 'lose' | 'refused'

export class DealDialogs {
  readonly #hands: BoardHands
  readonly #desk: BoardDesk
  readonly #dialog: Dialog
  #mode: DialogMode = 'move'
  #card: Card | undefined
  #error: Told | undefined
  #busy = false
  #opens: Won | undefined
  #reasons: readonly Named[] = []
  #stageId = ''
  #position = 1
  #reasonId = ''
  #note = ''

  constructor(hands: BoardHands) {
    this.#hands = hands
    this.#desk = hands.desk
    this.#dialog = new Dialog(hands.desk.element)
  }

  get isOpen(): boolean {
    return this.#dialog.isOpen
  }

  open(dealId: string, mode: DialogMode = 'move'): void {
    const board = this.#desk.store.board
    const found = board && findCard(board, dealId)
    if (!found) return
    this.#card = found.card
    this.#stageId = found.column.stage.id
    this.#position = found.index + 1
    this.#reasonId = ''
    this.#note = ''
    this.#turn(mode)
    this.#dialog.open(
      () => this.#content(),
      () => {
        this.#hands.focusCard(dealId)
        return null
      },
    )
  }

  render(): TemplateResult | typeof nothing {
    return this.#dialog.render(this.#desk.element.text)
  }

  #turn(mode: DialogMode): void {
    this.#mode = mode
    this.#error = undefined
    this.#busy = false
    this.#opens = undefined
    if (mode === 'win')
      void this.#look(async (client, { deal }) => {
        this.#opens = (await client.deals.win(deal.id as never, {}, { dryRun: true })) as unknown as Won
      })
    if (mode === 'lose')
      void this.#look(async (client) => {
        this.#reasons = await lostReasonsOf(client)
      })
    this.#desk.element.requestUpdate()
  }

  /** Reads what the dialog shows; what cannot be read is said in it. */
  async #look(read: (client: BoardClient, card: Card) => Promise<void>): Promise<void> {
    const [mode, card] = [this.#mode, this.#card as Card]
    try {
      await read(this.#desk.client, card)
    } catch (error) {
      if (mode === this.#mode && card === this.#card) this.#error = tell(error, this.#desk.element.text)
    }
    this.#desk.element.requestUpdate()
  }

  /** Does it; where that fails the dialog stays, with what was typed and what to do about it. */
  async #act(write: (client: BoardClient, card: Card) => Promise<void>): Promise<void> {
    this.#busy = true
    this.#error = undefined
    this.#desk.element.requestUpdate()
    try {
      await write(this.#desk.client, this.#card as Card)
      this.#dialog.close()
    } catch (error) {
      this.#error = tell(error, this.#desk.element.text)
      this.#desk.element.report(error)
    }
    this.#busy = false
    this.#desk.element.requestUpdate()
  }

  #content() {
    const { text } = this.#desk.element
    const { title, body, actions } = {
      move: () => this.#move(text),
      win: () => this.#win(text),
      lose: () => this.#lose(text),
      refused: () => this.#refused(text),
    }[this.#mode]()
    return {
      title,
      body: html`<p class="dialog-deal">${clippedText(this.#card?.deal.name ?? '')}</p>
        ${body}
        ${this.#error ? html`<p class="dialog-error" role="alert"><strong>${this.#error.title}</strong> <bdi>${this.#error.detail}</bdi></p>` : nothing}`,
      actions,
    }
  }

  #move(text: BoardStrings) {
    const board = this.#desk.store.board
    const card = this.#card as Card
    const column = board && columnOf(board, this.#stageId)
    // The column with it, where it does not stand there already.
    const most = column ? column.count + (findCard(board, card.deal.id)?.column === column ? 0 : 1) : 1
    const may = this.#desk.allows('move')
    const submit = () =>
      this.#act(() => this.#hands.moveTo(card, this.#stageId, Math.max(1, Math.min(this.#position, most)) - 1))
    const fields = html`<label class="field">
        ${text.stage}
        <select class="input" autofocus @change=${(event: Event) =>
          this.#set(() => {
            this.#stageId = (event.target as HTMLSelectElement).value
            this.#position = 1
          })}>
          ${board?.columns.map(({ stage: { id, name } }) => html`<option value=${id} ?selected=${id === this.#stageId}>${name}</option>`)}
        </select>
      </label>
      <label class="field">
        ${text.position}
        <input class="input" type="number" min="1" max=${most} .value=${String(this.#position)} aria-describedby="of"
          @input=${(event: Event) =>
            this.#set(() => {
              this.#position = Number((event.target as HTMLInputElement).value) || 1
            })}
          @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && void submit()}
        />
        <small id="of">${text.positionOf(this.#desk.element.format.integer(most))}</small>
      </label>`
    return {
      title: may ? text.moveTitle : text.deal,
      body: html`${may ? fields : nothing}`,
      actions: html`<div class="dialog-more">
          ${this.#desk.allows('win') ? button({ label: text.win, onClick: () => this.#turn('win') }) : nothing}
          ${this.#desk.allows('lose') ? button({ label: text.lose, onClick: () => this.#turn('lose') }) : nothing}
        </div>
        ${may ? button({ label: text.move, kind: 'primary', onClick: submit, busy: this.#busy }) : nothing}`,
    }
  }

  #win(text: BoardStrings) {
    const { format } = this.#desk.element
    const opens = this.#opens
    const win = () =>
      this.#act(async (client, card) => {
        const won = await client.deals.win(card.deal.id as never, {}, { ifMatch: this.#version() })
        this.#hands.outcomes.won(card, won as never)
      })
    const items = opens && [
      text.winEngagement(format.money(opens.engagement.contract_value)),
      text.winProject(opens.project.name),
      text.winMilestones(opens.milestones.length, format.integer(opens.milestones.length)),
    ]
    return {
      title: text.winTitle,
      body: html`${moneyText(format, (this.#card as Card).deal.value)}
        ${
          items
            ? html`<p>${text.winOpens}</p><ul class="listed">${items.map((item) => html`<li><bdi>${item}</bdi></li>`)}</ul>`
            : html`<p class="muted">${this.#error ? nothing : text.winChecking}</p>`
        }
        <p class="muted">${text.winNoReturn}</p>`,
      actions: this.#backAnd(text, button({ label: text.winNow, kind: 'primary', onClick: win, busy: this.#busy })),
    }
  }

  #lose(text: BoardStrings) {
    const lose = () =>
      this.#act(async (client, card) => {
        const body = { lost_reason_id: this.#reasonId, note: this.#note.trim() || undefined }
        const lost = await client.deals.lose(card.deal.id as never, body as never, { ifMatch: this.#version() })
        this.#hands.outcomes.lost(card, lost as Deal, this.#reasonId)
      })
    return {
      title: text.loseTitle,
      body: html`<label class="field">
          ${text.reason}
          <select class="input" autofocus .value=${this.#reasonId} @change=${(event: Event) =>
            this.#set(() => {
              this.#reasonId = (event.target as HTMLSelectElement).value
            })}>
            <option value="">${text.chooseReason}</option>
            ${this.#reasons.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
          </select>
        </label>
        <label class="field">
          ${text.note}
          <textarea class="input" rows="3" .value=${this.#note} @input=${(event: Event) => {
            this.#note = (event.target as HTMLTextAreaElement).value
          }}></textarea>
        </label>`,
      actions: this.#backAnd(
        text,
        button({ label: text.loseNow, kind: 'danger', onClick: lose, busy: this.#busy, disabled: !this.#reasonId }),
      ),
    }
  }

  #refused(text: BoardStrings) {
    const { deal } = this.#card as Card
    const refusal = this.#desk.refusals.get(deal.id)
    const again = () => {
      this.#stageId = refusal?.stageId ?? this.#stageId
      this.#position = 1
      this.#turn('move')
    }
    return {
      title: refusal?.title ?? text.refusedTitle,
      body: html`<p><bdi>${refusal?.detail}</bdi></p>
        ${
          refusal && refusal.reasons.length > 0
            ? html`<ul class="listed">${refusal.reasons.map((reason) => html`<li><bdi>${reason}</bdi></li>`)}</ul>`
            : nothing
        }
        ${refusal?.requestId ? html`<p class="request muted">${this.#desk.element.text.requestId(refusal.requestId)}</p>` : nothing}`,
      actions: html`${button({ label: text.refusedAgain, onClick: again })}
      ${button({ label: this.#desk.element.text.close, kind: 'primary', onClick: () => this.#dialog.close() })}`,
    }
  }

  #backAnd(text: BoardStrings, action: TemplateResult): TemplateResult {
    return html`${button({ label: text.back, onClick: () => this.#turn('move') })} ${action}`
  }

  #set(change: () => void): void {
    change()
    this.#desk.element.requestUpdate()
  }

  /** Of the card as it is shown now: what came while the dialog was open has been seen behind it. */
  #version(): number {
    const board = this.#desk.store.board
    const { deal } = this.#card as Card
    return (board && findCard(board, deal.id)?.card.deal.version) ?? deal.version
  }
}

export const dealDialogStyles = [
  dialogStyles,
  css`
    .dialog-deal {
      font-weight: 600;
    }
    .dialog-error {
      padding: 8px 12px;
      border-radius: var(--_radius-control);
      background: var(--_danger-soft);
      color: var(--_danger-text);
    }
    .dialog-more {
      display: flex;
      flex: 1;
      flex-wrap: wrap;
      gap: 8px;
    }
    .listed {
      padding-inline-start: 1.25em;
      list-style: disc;
    }
  `,
]

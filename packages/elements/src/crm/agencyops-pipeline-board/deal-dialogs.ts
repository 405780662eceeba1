/** What can be done to one deal, asked in a dialog: moving it, winning it, losing it, and why a move was refused. */
import { html, nothing, type TemplateResult } from 'lit'
import type { AgencyOpsElement } from '../../base/agencyops-element.ts'
import type { Money } from '../../base/format.ts'
import { type Told, tell } from '../../base/problem.ts'
import { button } from '../../ui/button.ts'
import { Dialog } from '../../ui/dialog.ts'
import { moneyText } from '../../ui/money.ts'
import { clippedText } from '../../ui/user-text.ts'
import { type Board, type Card, columnOf, findCard, type Named } from './board-model.ts'
import { type BoardClient, lostReasonsOf } from './board-source.ts'
import type { BoardStrings, boardStrings } from './strings.ts'

export type Feature = 'move' | 'win' | 'lose'

/** What a win opens, as its dry run answers it. */
export interface Won {
  readonly engagement: { readonly id: string; readonly contract_value: Money }
  readonly project: { readonly name: string }
  readonly milestones: readonly unknown[]
}

/** Why a move came to nothing, in the words of who refused it. */
export interface Refusal extends Told {
  /** Each with what mends it. */
  readonly reasons: readonly string[]
  readonly stageId: string
}

export interface DialogsHost {
  readonly element: AgencyOpsElement<typeof boardStrings>
  readonly client: BoardClient
  board(): Board | undefined
  allows(feature: Feature): boolean
  refusal(dealId: string): Refusal | undefined
  moveTo(card: Card, stageId: string, index: number): Promise<void>
  won(card: Card, won: Won): void
  lost(card: Card, reasonId: string): void
  focusCard(dealId: string): void
}

type Mode = 'move' | 'win' | 'lose' | 'refused'

export class DealDialogs {
  readonly #host: DialogsHost
  readonly #dialog: Dialog
  #mode: Mode = 'move'
  #card: Card | undefined
  #error: Told | undefined
  #busy = false
  #opens: Won | undefined
  #reasons: readonly Named[] = []
  #stageId = ''
  #position = 1
  #reasonId = ''
  #note = ''

  constructor(host: DialogsHost) {
    this.#host = host
    this.#dialog = new Dialog(host.element)
  }

  get isOpen(): boolean {
    return this.#dialog.isOpen
  }

  open(dealId: string, mode: Mode = 'move'): void {
    const board = this.#host.board()
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
        this.#host.focusCard(dealId)
        return null
      },
    )
  }

  render(): TemplateResult | typeof nothing {
    return this.#dialog.render(this.#host.element.text)
  }

  #turn(mode: Mode): void {
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
    this.#host.element.requestUpdate()
  }

  /** Reads what the dialog shows; what cannot be read is said in it. */
  async #look(read: (client: BoardClient, card: Card) => Promise<void>): Promise<void> {
    const [mode, card] = [this.#mode, this.#card as Card]
    try {
      await read(this.#host.client, card)
    } catch (error) {
      if (mode === this.#mode && card === this.#card) this.#error = tell(error, this.#host.element.text)
    }
    this.#host.element.requestUpdate()
  }

  /** Does it; where that fails the dialog stays, with what was typed and what to do about it. */
  async #act(write: (client: BoardClient, card: Card) => Promise<void>): Promise<void> {
    this.#busy = true
    this.#error = undefined
    this.#host.element.requestUpdate()
    try {
      await write(this.#host.client, this.#card as Card)
      this.#dialog.close()
    } catch (error) {
      this.#error = tell(error, this.#host.element.text)
      this.#host.element.report(error)
    }
    this.#busy = false
    this.#host.element.requestUpdate()
  }

  #content() {
    const { text } = this.#host.element
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
    const board = this.#host.board()
    const card = this.#card as Card
    const column = board && columnOf(board, this.#stageId)
    // The column with it, where it does not stand there already.
    const most = column ? column.count + (findCard(board, card.deal.id)?.column === column ? 0 : 1) : 1
    const may = this.#host.allows('move')
    const submit = () =>
      this.#act(() => this.#host.moveTo(card, this.#stageId, Math.max(1, Math.min(this.#position, most)) - 1))
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
        <small id="of">${text.positionOf(this.#host.element.format.integer(most))}</small>
      </label>`
    return {
      title: may ? text.moveTitle : text.deal,
      body: html`${may ? fields : nothing}`,
      actions: html`<div class="dialog-more">
          ${this.#host.allows('win') ? button({ label: text.win, onClick: () => this.#turn('win') }) : nothing}
          ${this.#host.allows('lose') ? button({ label: text.lose, onClick: () => this.#turn('lose') }) : nothing}
        </div>
        ${may ? button({ label: text.move, kind: 'primary', onClick: submit, busy: this.#busy }) : nothing}`,
    }
  }

  #win(text: BoardStrings) {
    const { format } = this.#host.element
    const opens = this.#opens
    const win = () =>
      this.#act(async (client, card) => {
        const won = await client.deals.win(card.deal.id as never, {}, { ifMatch: this.#version() })
        this.#host.won(card, won as unknown as Won)
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
            ? html`<p>${text.winOpens}</p><ul class="opens">${items.map((item) => html`<li><bdi>${item}</bdi></li>`)}</ul>`
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
        await client.deals.lose(card.deal.id as never, body as never, { ifMatch: this.#version() })
        this.#host.lost(card, this.#reasonId)
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
    const refusal = this.#host.refusal(deal.id)
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
            ? html`<ul class="opens">${refusal.reasons.map((reason) => html`<li><bdi>${reason}</bdi></li>`)}</ul>`
            : nothing
        }
        ${refusal?.requestId ? html`<p class="request muted">${this.#host.element.text.requestId(refusal.requestId)}</p>` : nothing}`,
      actions: html`${button({ label: text.refusedAgain, onClick: again })}
      ${button({ label: this.#host.element.text.close, kind: 'primary', onClick: () => this.#dialog.close() })}`,
    }
  }

  #backAnd(text: BoardStrings, action: TemplateResult): TemplateResult {
    return html`${button({ label: text.back, onClick: () => this.#turn('move') })} ${action}`
  }

  #set(change: () => void): void {
    change()
    this.#host.element.requestUpdate()
  }

  /** Of the card as it is shown now: what came while the dialog was open has been seen behind it. */
  #version(): number {
    const board = this.#host.board()
    const { deal } = this.#card as Card
    return (board && findCard(board, deal.id)?.card.deal.version) ?? deal.version
  }
}

import type { PortalCreditNote, PortalInvoice } from '@agencyops/sdk'
import { creditNotes } from '@agencyops/sdk/credit-notes'
import { invoices } from '@agencyops/sdk/invoices'
import { portal } from '@agencyops/sdk/portal'
import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit'
import { AgencyOpsElement } from '../../base/agencyops-element.ts'
import type { Connection } from '../../base/connection.ts'
import { Resource } from '../../base/resource.ts'
import { badgeStyles } from '../../ui/badge.ts'
import { printAlone } from '../../ui/print-alone.ts'
import { notice, skeleton } from '../../ui/states.ts'
import { tableStyles } from '../../ui/table.styles.ts'
import { clampStyles, userText } from '../../ui/user-text.ts'
import { creditNoteHead, invoiceHead } from './document-head.ts'
import { creditNoteLines, invoiceLines, type LinesState } from './document-lines.ts'
import { parties } from './document-parties.ts'
import { howToPay, invoiceTotals, totals } from './document-totals.ts'
import { type InvoiceStrings, invoiceStrings } from './invoice.strings.ts'
import { invoiceStyles } from './invoice.styles.ts'
import type { InvoiceView } from './invoice-view.ts'
import { shownAtFirst } from './line-groups.ts'

type Shown = { invoice: PortalInvoice; note?: undefined } | { note: PortalCreditNote; invoice?: undefined }

/**
 * An issued invoice as its client reads it, or one of its credit notes: what is due, what for and on which evidence, what
 * was paid and credited, what is left. It follows changes while it stands, and prints as a document of its own.
 *
 * ```html
 * <agencyops-invoice invoice-id="invoice_…" api-url="https://psa.example" session-url="/session"></agencyops-invoice>
 * ```
 *
 * @tagname agencyops-invoice
 * @fires agencyops-error - Something could not be loaded; the detail carries the API's problem.
 * @csspart header - What is due, until when, and its state.
 * @csspart lines - The table of lines.
 * @csspart totals - From the subtotal to what is left to pay.
 * @csspart total - The row of what is left to pay.
 */
export class AgencyOpsInvoice extends AgencyOpsElement<InvoiceStrings> {
  static override properties: PropertyDeclarations = {
    invoiceId: { attribute: 'invoice-id' },
    creditNoteId: { attribute: 'credit-note-id' },
  }

  static override styles: CSSResultGroup = [
    AgencyOpsElement.styles,
    badgeStyles,
    tableStyles,
    clampStyles,
    invoiceStyles,
  ]

  /** The invoice that is shown. */
  declare invoiceId: string | undefined
  /** Shows this credit note instead, until its reader goes to its invoice. */
  declare creditNoteId: string | undefined

  protected readonly ownStrings = invoiceStrings

  readonly #shown = new Resource<Shown, readonly [invoice: string | undefined, note: string | undefined]>(this, {
    args: () => (this.invoiceId || this.creditNoteId ? [this.invoiceId, this.creditNoteId] : undefined),
    load: (connection, [invoice, note], signal) => load(connection, invoice as string, note, signal),
    affected: ({ subject, data }, { invoice }) =>
      invoice !== undefined && (subject.id === invoice.id || data?.invoice_id === invoice.id),
  })
  readonly #open = new Set<string>()
  #all = false
  #focusHeading = false

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    if (!changed.has('invoiceId')) return
    this.#open.clear()
    this.#all = false
  }

  protected override updated(): void {
    if (!this.#focusHeading || this.#shown.value === undefined) return
    this.#focusHeading = false
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus()
  }

  protected content(): TemplateResult {
    const { text } = this
    if (!this.invoiceId && !this.creditNoteId) return notice(text.noInvoice, text.noInvoiceDetail)
    return this.show(this.#shown, { loading: () => skeleton(text, bars), ready: (shown) => this.#document(shown) })
  }

  #document({ invoice, note }: Shown): TemplateResult {
    const view = this.#view()
    const body = invoice ? this.#invoice(invoice, view) : this.#note(note, view)
    return html`<div class="page"><article part="document">${body}</article></div>`
  }

  #invoice(invoice: PortalInvoice, view: InvoiceView): TemplateResult {
    const { text, format } = view
    const details = [
      [text.number, invoice.number],
      [text.issuedOn, format.date(invoice.issued_on)],
      [text.dueOn, format.date(invoice.due_on)],
      [text.purchaseOrder, invoice.purchase_order],
    ] as const
    return html`${invoiceHead(invoice, view)} ${parties(invoice, details, view)}
      ${invoiceLines(invoice, this.#lines(invoice), view)}
      <div class="end">${invoiceTotals(invoice, view)} ${howToPay(invoice, view)}</div>
      ${invoice.note ? html`<p class="note">${userText(invoice.note)}</p>` : nothing}`
  }

  #note(note: PortalCreditNote, view: InvoiceView): TemplateResult {
    const { text, format } = view
    const details = [
      [text.number, note.number],
      [text.issuedOn, format.date(note.issued_on)],
      [text.corrects, note.invoice_number],
    ] as const
    return html`${creditNoteHead(note, view)} ${parties(note, details, view)} ${creditNoteLines(note, view)}
      <div class="end">${totals(note, [], view)}</div>`
  }

  #lines({ lines: { length } }: PortalInvoice): LinesState {
    return {
      shown: this.#all ? length : shownAtFirst(length),
      showAll: () => this.#showAll(shownAtFirst(length)),
      isOpen: (key) => this.#open.has(key),
      toggle: (key) => {
        if (!this.#open.delete(key)) this.#open.add(key)
        this.requestUpdate()
      },
    }
  }

  // The button goes with what it did, so the focus goes on to the first line that it showed.
  async #showAll(before: number): Promise<void> {
    this.#all = true
    this.requestUpdate()
    await this.updateComplete
    this.renderRoot.querySelectorAll<HTMLElement>('tr[data-line]')[before]?.focus()
  }

  #view(): InvoiceView {
    return {
      format: this.format,
      text: this.text,
      openCreditNote: (id) => this.#go(this.invoiceId, id),
      openInvoice: (id) => this.#go(id, undefined),
      print: (number) => printAlone(this, number),
    }
  }

  #go(invoiceId: string | undefined, creditNoteId: string | undefined): void {
    this.invoiceId = invoiceId
    this.creditNoteId = creditNoteId
    this.#focusHeading = true
  }
}

async function load(
  connection: Connection,
  invoice: string,
  note: string | undefined,
  signal: AbortSignal,
): Promise<Shown> {
  const areas = connection.areas({ portal, invoices, creditNotes })
  const contact = (await connection.audience()) === 'contact'
  const options = { signal }
  if (note) {
    const id = note as PortalCreditNote['id']
    const asked = contact
      ? areas.portal.creditNotes.get(id, {}, options)
      : areas.creditNotes.getClientView(id, {}, options)
    return { note: await asked }
  }
  const id = invoice as PortalInvoice['id']
  const asked = contact ? areas.portal.invoices.get(id, {}, options) : areas.invoices.getClientView(id, {}, options)
  return { invoice: await asked }
}

const bars = html`<div class="bars">
  <div class="bar"></div>
  <div class="bar"></div>
  <div class="bar"></div>
</div>`

declare global {
  interface HTMLElementTagNameMap {
    'agencyops-invoice': AgencyOpsInvoice
  }
}

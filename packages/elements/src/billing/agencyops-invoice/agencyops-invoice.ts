import type { PortalCreditNote, PortalInvoice } from '@agencyops/sdk'
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
import { notice, skeleton } from '../../ui/states.ts'
import { clampStyles, userText } from '../../ui/user-text.ts'
import { invoiceHead } from './document-head.ts'
import { invoiceLines, type LinesState } from './document-lines.ts'
import { parties } from './document-parties.ts'
import { howToPay, invoiceTotals } from './document-totals.ts'
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
 * @csspart total - The rows of the total and of what is left to pay.
 */
export class AgencyOpsInvoice extends AgencyOpsElement<InvoiceStrings> {
  static override properties: PropertyDeclarations = {
    invoiceId: { attribute: 'invoice-id' },
    creditNoteId: { attribute: 'credit-note-id' },
  }

  static override styles: CSSResultGroup = [AgencyOpsElement.styles, badgeStyles, clampStyles, invoiceStyles]

  /** The invoice that is shown. */
  declare invoiceId: string | undefined
  /** Shows this credit note instead, until its reader goes to its invoice. */
  declare creditNoteId: string | undefined

  protected readonly ownStrings = invoiceStrings

  readonly #shown = new Resource<Shown, readonly [invoice: string | undefined, note: string | undefined]>(this, {
    args: () => (this.invoiceId || this.creditNoteId ? [this.invoiceId, this.creditNoteId] : undefined),
    load: async (connection, [invoice, note], signal) =>
      note
        ? { note: await (await import('./invoice-extras.ts')).loadCreditNote(connection, note, signal) }
        : loadInvoice(connection, invoice as PortalInvoice['id'], signal),
    affected: ({ subject, data }, { invoice }) =>
      invoice !== undefined && (subject.id === invoice.id || data?.invoice_id === invoice.id),
  })
  #extras: typeof import('./invoice-extras.ts') | undefined
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
    if (this.#shown.value === undefined) return
    if (!this.#extras) void this.#load()
    const heading = this.#focusHeading && this.renderRoot.querySelector<HTMLElement>('h2')
    if (!heading) return
    this.#focusHeading = false
    heading.focus()
  }

  protected content(): TemplateResult {
    const { text } = this
    if (!this.invoiceId && !this.creditNoteId) return notice(text.notSetUpTitle, text.noInvoice)
    return this.show(this.#shown, { loading: () => skeleton(text, bars), ready: (shown) => this.#document(shown) })
  }

  #document({ invoice, note }: Shown): TemplateResult {
    const view = this.#view()
    const body = invoice ? this.#invoice(invoice, view) : this.#extras?.creditNoteDocument(note, view)
    return body ? html`<div class="page"><article part="document">${body}</article></div>` : skeleton(this.text, bars)
  }

  #invoice(invoice: PortalInvoice, view: InvoiceView): TemplateResult {
    const { text, format } = view
    const details = [
      [text.issuedOn, format.date(invoice.issued_on)],
      [text.dueOn, format.date(invoice.due_on)],
      [text.purchaseOrder, invoice.purchase_order],
    ] as const
    return html`${invoiceHead(invoice, view)} ${parties(invoice, details, view)}
      ${invoiceLines(invoice, this.#lines(invoice), view)}
      <div class="end">${invoiceTotals(invoice, view)} ${howToPay(invoice, view)}</div>
      ${invoice.note ? html`<p class="note">${userText(invoice.note)}</p>` : nothing}`
  }

  #lines({ lines: { length } }: PortalInvoice): LinesState {
    return {
      evidence: this.#extras?.evidenceRow,
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

  async #load(): Promise<typeof import('./invoice-extras.ts') | undefined> {
    try {
      this.#extras ??= await import('./invoice-extras.ts')
      this.requestUpdate()
    } catch (error) {
      this.report(error)
    }
    return this.#extras
  }

  #view(): InvoiceView {
    return {
      format: this.format,
      text: this.text,
      openCreditNote: (id) => this.#go(this.invoiceId, id),
      openInvoice: (id) => this.#go(id, undefined),
      print: async (number) => (await this.#load())?.printAlone(this, number),
    }
  }

  #go(invoiceId: string | undefined, creditNoteId: string | undefined): void {
    this.invoiceId = invoiceId
    this.creditNoteId = creditNoteId
    this.#focusHeading = true
  }
}

async function loadInvoice(connection: Connection, id: PortalInvoice['id'], signal: AbortSignal): Promise<Shown> {
  const areas = connection.areas({ portal, invoices })
  const contact = (await connection.audience()) === 'contact'
  const asked = contact
    ? areas.portal.invoices.get(id, {}, { signal })
    : areas.invoices.getClientView(id, {}, { signal })
  return { invoice: await asked }
}

const bars = html`<article><div class="bar"></div></article>`

declare global {
  interface HTMLElementTagNameMap {
    'agencyops-invoice': AgencyOpsInvoice
  }
}

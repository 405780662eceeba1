/** A credit note as a document of its own, linked to the invoice that it corrects. */
import type { PortalCreditNote } from '@agencyops/sdk'
import { creditNotes } from '@agencyops/sdk/credit-notes'
import { portal } from '@agencyops/sdk/portal'
import { html, nothing, type TemplateResult } from 'lit'
import type { Connection } from '../../base/connection.ts'
import { clippedText, sentence, userText } from '../../ui/user-text.ts'
import { documentHead } from './document-head.ts'
import { lineRow, linesTable } from './document-lines.ts'
import { parties } from './document-parties.ts'
import { totals } from './document-totals.ts'
import type { InvoiceView } from './invoice-view.ts'

export function creditNoteDocument(note: PortalCreditNote, view: InvoiceView): TemplateResult {
  const { text, format } = view
  const details = [
    [text.issuedOn, format.date(note.issued_on)],
    [text.corrects, note.invoice_number],
  ] as const
  const rows = note.lines.map((line) => lineRow(line, note.currency, '', view))
  return html`${creditNoteHead(note, view)} ${parties(note, details, view)}
    ${linesTable(note.currency, html`<tbody>${rows}</tbody>`, view)}
    <div class="end">${totals(note, [], view)}</div>`
}

function creditNoteHead(note: PortalCreditNote, view: InvoiceView): TemplateResult {
  const { format, text, openInvoice } = view
  const below = html`<p>
      ${text.corrects}
      <button class="link" part="link" type="button" @click=${() => openInvoice(note.invoice_id)}>
        ${clippedText(note.invoice_number)}
      </button>
    </p>
    <p class="muted">${userText(note.reason)}</p>
    ${note.released.amount > 0 ? html`<p>${sentence(text.givenBack, format.money(note.released))}</p>` : nothing}`
  return documentHead(text.creditNote, note, text.credited, note.total, nothing, below, view)
}

export async function loadCreditNote(
  connection: Connection,
  noteId: string,
  signal: AbortSignal,
): Promise<PortalCreditNote> {
  const areas = connection.areas({ portal, creditNotes })
  const id = noteId as PortalCreditNote['id']
  const contact = (await connection.audience()) === 'contact'
  return contact
    ? areas.portal.creditNotes.get(id, {}, { signal })
    : areas.creditNotes.getClientView(id, {}, { signal })
}

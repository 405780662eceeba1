import type { Format } from '../../base/format.ts'
import type { CommonStrings } from '../../base/strings.ts'
import type { InvoiceStrings } from './invoice.strings.ts'

/** What the parts of the document are drawn with. */
export interface InvoiceView {
  format: Format
  text: InvoiceStrings & CommonStrings
  openCreditNote(id: string): void
  openInvoice(id: string): void
  print(number: string): unknown
}

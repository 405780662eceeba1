/** What an invoice needs only after it stands: evidence to open, a credit note to go to, paper. */
export { printAlone } from '../../ui/print-alone.ts'
export { creditNoteDocument, loadCreditNote } from './credit-note-document.ts'
export { evidenceRow } from './line-evidence.ts'

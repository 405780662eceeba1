/** SQL of credit notes. */
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { withinEngagements } from '../../../http/visible.ts'

type ById = { id: RowId<'credit_note'> }

export const findCreditNote = defineQuery((p: ById) =>
  query.selectFrom('credit_note').selectAll().where('id', '=', p.id),
)

export const listCreditNoteLines = defineQuery((p: ById) =>
  query.selectFrom('credit_note_line').selectAll().where('credit_note_id', '=', p.id).orderBy('position'),
)

export const listCreditNoteTaxes = defineQuery((p: ById) =>
  query.selectFrom('credit_note_tax').selectAll().where('credit_note_id', '=', p.id).orderBy('position'),
)

/** Lines of an invoice of which a part was written off: they are not billed again. */
export const listWrittenOffLines = defineQuery((p: { invoice_id: RowId<'invoice'> }) =>
  query
    .selectFrom('credit_note_line as l')
    .innerJoin('invoice_line as i', 'i.id', 'l.invoice_line_id')
    .select('l.invoice_line_id')
    .distinct()
    .where('i.invoice_id', '=', p.invoice_id)
    .where('l.released', '=', false),
)

export function selectCreditNotes(
  principal: TenantPrincipal,
  filters: {
    invoiceId?: RowId<'invoice'> | undefined
    companyId?: RowId<'company'> | undefined
    engagementId?: RowId<'engagement'> | undefined
    updatedSince?: string | undefined
  },
) {
  let select = query.selectFrom('credit_note').selectAll()
  if (principal.engagementIds !== null) select = select.where(withinEngagements(principal, 'credit_note.engagement_id'))
  if (filters.invoiceId) select = select.where('invoice_id', '=', filters.invoiceId)
  if (filters.companyId) select = select.where('company_id', '=', filters.companyId)
  if (filters.engagementId) select = select.where('engagement_id', '=', filters.engagementId)
  if (filters.updatedSince) select = select.where('updated_at', '>=', filters.updatedSince)
  return select
}

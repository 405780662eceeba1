/** Wire ↔ query, of a client's issued invoices. */
import { ids, portalCreditNote, portalInvoice, portalInvoiceListQuery, portalInvoicePage } from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation } from '../../../http/operation.ts'
import { invoiceSorts, selectInvoices } from '../../billing/index.ts'
import { readCreditNote } from '../actions/read-credit-note.ts'
import { readInvoice } from '../actions/read-invoice.ts'
import { portalInvoiceSummaryView } from '../views.ts'

const sdk = (method: string) => ({ resource: 'portal.invoices', method })

export const portalInvoiceOperations = [
  readOperation({
    id: 'listPortalInvoices',
    path: '/v1/portal/invoices',
    tag: 'portal.invoices',
    sdk: sdk('list'),
    summary: 'List one’s own invoices',
    description: 'Issued invoices of the engagements that are shared with the contact, newest first; never drafts.',
    scope: null,
    query: portalInvoiceListQuery,
    answers: portalInvoicePage,
    list: 'page',
    quick: true,
    async handle({ db, query, principal, clock }) {
      const [{ rows, nextCursor }, { today }] = await Promise.all([
        listPage(db, {
          name: 'listPortalInvoices',
          query,
          table: 'invoice',
          sorts: { created_at: invoiceSorts.created_at },
          defaultSort: '-created_at',
          build: () =>
            selectInvoices(principal, {
              status: ['issued', 'partially_paid', 'paid'],
              engagementId: query.engagement_id && toRow(query.engagement_id),
            }),
        }),
        clock(),
      ])
      return { data: rows.map((row) => portalInvoiceSummaryView(row, today)), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getPortalInvoice',
    path: '/v1/portal/invoices/{id}',
    tag: 'portal.invoices',
    sdk: sdk('get'),
    summary: 'Get one of one’s own invoices',
    description:
      'An issued invoice of a shared engagement, with the milestone and the approval behind each line, what was paid and when, and its credit notes. `paid` is what was allocated to this invoice; the payments themselves, which may pay others too, are not shown.',
    scope: null,
    params: { id: ids.invoice },
    answers: portalInvoice,
    quick: true,
    handle: ({ db, params, principal, clock }) => readInvoice(db, principal, toRow(params.id), clock),
  }),
  readOperation({
    id: 'getPortalCreditNote',
    path: '/v1/portal/credit_notes/{id}',
    tag: 'portal.credit_notes',
    sdk: { resource: 'portal.creditNotes', method: 'get' },
    summary: 'Get a credit note of one’s own invoices',
    description: 'What an issued invoice of a shared engagement was corrected by, with the number of that invoice.',
    scope: null,
    params: { id: ids.credit_note },
    answers: portalCreditNote,
    quick: true,
    handle: ({ db, params, principal }) => readCreditNote(db, principal, toRow<'credit_note'>(params.id)),
  }),
]

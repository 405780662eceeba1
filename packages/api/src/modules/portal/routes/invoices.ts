/** Wire ↔ query, of a client's issued invoices. */
import { ids, portalInvoice, portalInvoiceListQuery, portalInvoicePage } from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import {
  findInvoice,
  invoiceSorts,
  listLines,
  listTaxes,
  portalInvoiceSummaryView,
  portalInvoiceView,
  selectInvoices,
} from '../../billing/index.ts'

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
      'An issued invoice of a shared engagement. `paid` is what was allocated to this invoice; the payments themselves, which may pay others too, are not shown.',
    scope: null,
    params: { id: ids.invoice },
    answers: portalInvoice,
    quick: true,
    async handle({ db, params, principal, clock }) {
      const id = toRow(params.id)
      const [[[row], lines, taxes], { today }] = await Promise.all([
        db.group(findInvoice({ id }), listLines({ id }), listTaxes({ id })),
        clock(),
      ])
      if (!row || row.status === 'draft' || !mayReach(principal, row.engagement_id)) throw notFound('invoice')
      return portalInvoiceView({ invoice: row, lines, taxes }, today)
    },
  }),
]

/** Wire ↔ action, of invoices as they are drafted and read. */
import {
  ids,
  invoice,
  invoiceCreate,
  invoiceLineTaxChange,
  invoiceListQuery,
  invoicePage,
  invoicePreview,
  invoicePreviewRequest,
  invoiceUpdate,
} from '@agencyops/schema'
import { z } from 'zod'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { changeInvoiceLineTax } from '../actions/change-invoice-line-tax.ts'
import { createInvoice } from '../actions/create-invoice.ts'
import { deleteInvoice } from '../actions/delete-invoice.ts'
import { previewInvoice } from '../actions/preview-invoice.ts'
import { updateInvoice } from '../actions/update-invoice.ts'
import { findInvoice, listLines, listTaxes, selectInvoices } from '../queries/invoices.ts'
import { invoiceSummaryView, invoiceView } from '../views.ts'
import { invoiceSorts } from './invoice-sorts.ts'

const byId = { id: ids.invoice }

export const invoiceOperations = [
  readOperation({
    id: 'listInvoices',
    path: '/v1/invoices',
    tag: 'invoices',
    summary: 'List invoices',
    description:
      'Drafts and issued invoices, newest first unless sorted, without their lines. `overdue` and `days_past_due` go by the tenant’s today.',
    scope: 'invoices:read',
    query: invoiceListQuery,
    answers: invoicePage,
    list: 'page',
    quick: true,
    async handle({ db, query, principal, clock }) {
      const now = clock()
      const overdue = query.overdue === undefined ? undefined : { is: query.overdue, today: (await now).today }
      const [{ rows, nextCursor }, { today }] = await Promise.all([
        listPage(db, {
          name: 'listInvoices',
          query,
          table: 'invoice',
          sorts: invoiceSorts,
          defaultSort: '-created_at',
          build: () =>
            selectInvoices(principal, {
              status: query.status,
              companyId: query.company_id && toRow(query.company_id),
              engagementId: query.engagement_id && toRow(query.engagement_id),
              milestoneId: query.milestone_id && toRow(query.milestone_id),
              number: query.number,
              overdue,
              due: { from: query['due_on[gte]'], to: query['due_on[lte]'] },
              issued: { from: query['issued_on[gte]'], to: query['issued_on[lte]'] },
              updatedSince: query.updated_since,
            }),
        }),
        now,
      ])
      return { data: rows.map((row) => invoiceSummaryView(row, today)), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getInvoice',
    path: '/v1/invoices/{id}',
    tag: 'invoices',
    summary: 'Get an invoice',
    description: 'One invoice with its lines and tax breakdown. `days_past_due` goes by the tenant’s today.',
    scope: 'invoices:read',
    params: byId,
    answers: invoice,
    quick: true,
    async handle({ db, params, principal, clock }) {
      const id = toRow(params.id)
      const [[[row], lines, taxes], { today }] = await Promise.all([
        db.group(findInvoice({ id }), listLines({ id }), listTaxes({ id })),
        clock(),
      ])
      if (!row || !mayReach(principal, row.engagement_id)) throw notFound('invoice')
      return invoiceView({ invoice: row, lines, taxes }, today)
    },
  }),
  writeOperation({
    id: 'createInvoice',
    path: '/v1/invoices',
    tag: 'invoices',
    summary: 'Draft an invoice by hand',
    description:
      'A draft with lines of its own. An engagement decides company, legal entity and currency. A line is quantity × unit price, rounded once, half away from zero; tax is taken once on the sum of the lines of a category and percent.',
    scope: 'invoices:write',
    body: invoiceCreate,
    example: {
      company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb',
      purchase_order: 'PO-5521',
      lines: [{ description: 'Workshop', quantity: '2', unit: 'day', unit_price: '950', tax_percent: '21' }],
    },
    answers: invoice,
    status: 201,
    location: '/v1/invoices/',
    problems: ['invalid_amount', 'conflict'],
    emits: ['invoice.created'],
    handle: async (work, { body }) => invoiceView(await createInvoice(work, body), work.today),
  }),
  writeOperation({
    id: 'previewInvoice',
    path: '/v1/invoices/preview',
    tag: 'invoices',
    summary: 'Preview an invoice',
    description:
      'The figures of a body as far as it is known, as you type; nothing is written. They are those of the draft and of the issued invoice. A negative total is shown, though it could not be issued.',
    scope: 'invoices:read',
    body: invoicePreviewRequest,
    example: { currency: 'EUR', lines: [{ description: 'Workshop', unit_price: '950', tax_percent: '21' }] },
    answers: invoicePreview,
    problems: ['invalid_amount'],
    emits: [],
    handle: (work, { body }) => previewInvoice(work, body),
  }),
  writeOperation({
    id: 'updateInvoice',
    method: 'patch',
    path: '/v1/invoices/{id}',
    tag: 'invoices',
    summary: 'Update a draft invoice',
    description:
      'A JSON merge patch of a draft. `lines` replaces the lines by hand as a whole; lines that an approval raised stay, only their tax can be changed, with a reason. An issued invoice never changes: credit it.',
    scope: 'invoices:write',
    params: byId,
    body: invoiceUpdate,
    example: { purchase_order: 'PO-5522' },
    answers: invoice,
    ifMatch: 'optional',
    problems: ['illegal_move', 'invalid_amount', 'conflict'],
    emits: ['invoice.updated'],
    handle: async (work, { params, body }) =>
      invoiceView(await updateInvoice(work, toRow(params.id), body), work.today),
  }),
  writeOperation({
    id: 'changeInvoiceLineTax',
    path: '/v1/invoices/{id}/change_line_tax',
    tag: 'invoices',
    summary: 'Change the tax of a draft’s line',
    description:
      'Gives one line another tax rate, or category and percent, with the reason, which is kept beside the evidence of what was approved. Item, quantity and net stay.',
    scope: 'invoices:write',
    params: byId,
    body: invoiceLineTaxChange,
    example: {
      line_id: 'invoice_line_01m86d72r0fkxt9zq4c7w2h5nb',
      tax_category: 'AE',
      tax_percent: '0',
      exemption_reason: 'Reverse charge',
      reason: 'The buyer is registered in another member state.',
    },
    answers: invoice,
    ifMatch: 'optional',
    problems: ['illegal_move', 'invalid_amount'],
    emits: ['invoice.updated'],
    handle: async (work, { params, body }) =>
      invoiceView(await changeInvoiceLineTax(work, toRow(params.id), body), work.today),
  }),
  writeOperation({
    id: 'deleteInvoice',
    method: 'delete',
    path: '/v1/invoices/{id}',
    tag: 'invoices',
    summary: 'Delete a draft invoice',
    description:
      'Deletes a draft, which never had a number, and gives its work back to be billed again. An issued invoice stays: credit it.',
    scope: 'invoices:write',
    params: byId,
    answers: z.undefined(),
    status: 204,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['invoice.deleted'],
    async handle(work, { params }) {
      await deleteInvoice(work, toRow(params.id))
      return undefined
    },
  }),
]

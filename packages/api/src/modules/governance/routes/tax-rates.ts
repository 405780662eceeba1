/** Wire ↔ action, of tax rates. */
import { ids, taxRate, taxRateCreate, taxRateListQuery, taxRatePage, taxRateUpdate } from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { archiveTaxRate, createTaxRate, restoreTaxRate, updateTaxRate } from '../actions/change-tax-rate.ts'
import { findTaxRate, selectTaxRates } from '../queries/tax-rates.ts'
import { taxRateView } from '../views.ts'

export const taxRateOperations = [
  readOperation({
    id: 'listTaxRates',
    path: '/v1/tax_rates',
    tag: 'tax_rates',
    summary: 'List tax rates',
    description: 'Tax rates, newest first unless sorted.',
    scope: 'tax_rates:read',
    query: taxRateListQuery,
    answers: taxRatePage,
    list: 'page',
    quick: true,
    async handle({ db, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listTaxRates',
        query,
        table: 'tax_rate',
        sorts: {
          created_at: { sql: 'tax_rate.created_at', type: 'timestamptz' },
          updated_at: { sql: 'tax_rate.updated_at', type: 'timestamptz' },
        },
        defaultSort: '-created_at',
        build: () => selectTaxRates(query),
      })
      return { data: rows.map(taxRateView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getTaxRate',
    path: '/v1/tax_rates/{id}',
    tag: 'tax_rates',
    summary: 'Get a tax rate',
    description: 'One tax rate, archived or not.',
    scope: 'tax_rates:read',
    params: { id: ids.tax_rate },
    answers: taxRate,
    quick: true,
    etag: 'version',
    async handle({ db, params }) {
      const row = await db.first(findTaxRate({ id: toRow(params.id) }))
      if (!row) throw notFound('tax rate')
      return taxRateView(row)
    },
  }),
  writeOperation({
    id: 'createTaxRate',
    path: '/v1/tax_rates',
    tag: 'tax_rates',
    summary: 'Add a tax rate',
    description:
      'Adds a tax rate. Category S is above 0 %, L and M may be, all others are 0 %; E, AE, K, G and O need a reason.',
    scope: 'tax_rates:write',
    body: taxRateCreate,
    example: { name: 'VAT 21 %', category: 'S', percent: '21' },
    answers: taxRate,
    status: 201,
    location: '/v1/tax_rates/',
    problems: ['conflict'],
    emits: ['tax_rate.created'],
    handle: async (work, { body }) => taxRateView(await createTaxRate(work, body)),
  }),
  writeOperation({
    id: 'updateTaxRate',
    method: 'patch',
    path: '/v1/tax_rates/{id}',
    tag: 'tax_rates',
    summary: 'Update a tax rate',
    description: 'Changes what it is called here. Category and percent never change: a new rate is a new record.',
    scope: 'tax_rates:write',
    params: { id: ids.tax_rate },
    body: taxRateUpdate,
    example: { name: 'VAT standard' },
    answers: taxRate,
    ifMatch: 'optional',
    problems: ['conflict'],
    emits: ['tax_rate.updated'],
    handle: async (work, { params, body }) => taxRateView(await updateTaxRate(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'archiveTaxRate',
    path: '/v1/tax_rates/{id}/archive',
    tag: 'tax_rates',
    summary: 'Archive a tax rate',
    description: 'Takes the tax rate off lists; lines that carry it stay as they are.',
    scope: 'tax_rates:write',
    params: { id: ids.tax_rate },
    answers: taxRate,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['tax_rate.archived'],
    handle: async (work, { params }) => taxRateView(await archiveTaxRate(work, toRow(params.id))),
  }),
  writeOperation({
    id: 'restoreTaxRate',
    path: '/v1/tax_rates/{id}/restore',
    tag: 'tax_rates',
    summary: 'Restore a tax rate',
    description: 'Puts the tax rate back on lists.',
    scope: 'tax_rates:write',
    params: { id: ids.tax_rate },
    answers: taxRate,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['tax_rate.restored'],
    handle: async (work, { params }) => taxRateView(await restoreTaxRate(work, toRow(params.id))),
  }),
]

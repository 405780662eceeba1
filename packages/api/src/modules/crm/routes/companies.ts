/** Wire ↔ action, of companies. */
import {
  batchOf,
  batchQuery,
  batchResults,
  company,
  companyCreate,
  companyCreated,
  companyListQuery,
  companyPage,
  companyUpdate,
  companyUpsert,
  ids,
} from '@agencyops/schema'
import { toRow, toWire } from '../../../db/row.ts'
import { runBatch } from '../../../http/batch.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { searchKey } from '../../../primitives/text.ts'
import { archiveCompany } from '../actions/archive-company.ts'
import { createCompanies } from '../actions/create-companies.ts'
import { updateCompany } from '../actions/update-company.ts'
import { upsertCompany } from '../actions/upsert-company.ts'
import { findCompany, listCompaniesOfSameName, selectCompanies } from '../queries/companies.ts'
import type { CompanyRow } from '../tables.ts'
import { companyView } from '../views.ts'

const byId = { id: ids.company }

export const companyOperations = [
  readOperation({
    id: 'listCompanies',
    path: '/v1/companies',
    tag: 'companies',
    summary: 'List companies',
    description: 'Prospects and clients, newest first unless sorted. Archived ones come only when asked for.',
    scope: 'companies:read',
    query: companyListQuery,
    answers: companyPage,
    list: 'page',
    quick: true,
    async handle({ db, query }) {
      const { q, ...filters } = query
      const words = q === undefined ? undefined : searchKey(q)
      const { rows, nextCursor } = await listPage(db, {
        name: 'listCompanies',
        query,
        table: 'company',
        sorts: {
          created_at: { sql: 'company.created_at', type: 'timestamptz' },
          updated_at: { sql: 'company.updated_at', type: 'timestamptz' },
          name: { sql: 'company.name_key', type: 'text', row: 'name_key' },
        },
        defaultSort: '-created_at',
        build: () => selectCompanies({ ...filters, words }),
      })
      return { data: rows.map(companyView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getCompany',
    path: '/v1/companies/{id}',
    tag: 'companies',
    summary: 'Get a company',
    description: 'One company, archived or not.',
    scope: 'companies:read',
    params: byId,
    answers: company,
    quick: true,
    etag: 'version',
    async handle({ db, params }) {
      const row = await db.first(findCompany({ id: toRow(params.id) }))
      if (!row) throw notFound('company')
      return companyView(row)
    },
  }),
  writeOperation({
    id: 'createCompany',
    path: '/v1/companies',
    tag: 'companies',
    summary: 'Create a company',
    description:
      'Adds a prospect. Companies of the same name in another spelling are named in the answer; nothing is merged.',
    scope: 'companies:write',
    body: companyCreate,
    example: { name: 'Oakmere Ferries', address: { city: 'Rotterdam', country: 'NL' } },
    answers: companyCreated,
    status: 201,
    location: '/v1/companies/',
    problems: ['conflict'],
    emits: ['company.created'],
    async handle(work, { body }) {
      const row = (await createCompanies(work, [body], () => '#'))[0] as CompanyRow
      const same = await work.all(listCompaniesOfSameName({ name_key: row.name_key, except: row.id }))
      return { ...companyView(row), possible_duplicates: same.map(({ id }) => toWire('company', id)) }
    },
  }),
  writeOperation({
    id: 'updateCompany',
    method: 'patch',
    path: '/v1/companies/{id}',
    tag: 'companies',
    summary: 'Update a company',
    description: 'A JSON merge patch: what it names is changed, null clears, the rest stays.',
    scope: 'companies:write',
    params: byId,
    body: companyUpdate,
    example: { website: 'https://oakmere.example' },
    answers: company,
    ifMatch: 'optional',
    problems: ['conflict'],
    emits: ['company.updated'],
    handle: async (work, { params, body }) => companyView(await updateCompany(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'upsertCompany',
    method: 'put',
    path: '/v1/companies',
    tag: 'companies',
    summary: 'Upsert a company',
    description:
      'Makes the company of this external reference, or changes it as a patch would. An archived one is neither doubled nor revived: it is refused by name.',
    scope: 'companies:write',
    body: companyUpsert,
    example: { name: 'Oakmere Ferries', external_ref: { system: 'ledger', id: 'C-1042' } },
    answers: company,
    problems: ['conflict'],
    emits: ['company.created', 'company.updated'],
    handle: async (work, { body }) => companyView(await upsertCompany(work, body)),
  }),
  writeOperation({
    id: 'batchCompanies',
    path: '/v1/companies/batch',
    tag: 'companies',
    summary: 'Create many companies',
    description: 'Up to 1,000 companies, all or none of them; with `partial=true` each by itself.',
    scope: 'companies:write',
    query: batchQuery,
    batch: true,
    body: batchOf('CompanyBatch', companyCreate),
    example: { rows: [{ name: 'Oakmere Ferries' }, { name: 'Brackwater Rail' }] },
    answers: batchResults('CompanyBatchResults', company),
    problems: ['conflict'],
    emits: ['company.created'],
    handle: (work, { body, query }) =>
      runBatch(work, body.rows, query.partial, async (rows, at) =>
        (await createCompanies(work, rows, at)).map(companyView),
      ),
  }),
  ...([true, false] as const).map((archived) =>
    writeOperation({
      id: archived ? 'archiveCompany' : 'restoreCompany',
      path: archived ? '/v1/companies/{id}/archive' : '/v1/companies/{id}/restore',
      tag: 'companies',
      summary: archived ? 'Archive a company' : 'Restore a company',
      description: archived
        ? 'Hides a company from lists; it stays in every figure and takes no new records. Refused, with a list, while it has open deals, engagements or invoices.'
        : 'Brings an archived company back into lists.',
      scope: 'companies:write',
      params: byId,
      answers: company,
      ifMatch: 'optional',
      problems: ['conflict'],
      emits: [archived ? 'company.archived' : 'company.restored'],
      handle: async (work, { params }) => companyView(await archiveCompany(work, toRow(params.id), archived)),
    }),
  ),
]

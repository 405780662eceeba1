/** Wire ↔ action, of companies. */
import {
  company,
  companyCreate,
  companyCreated,
  companyListQuery,
  companyPage,
  companyUpdate,
  ids,
} from '@agencyops/schema'
import { toRow, toWire } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { searchKey } from '../../../primitives/text.ts'
import { createCompany } from '../actions/create-company.ts'
import { updateCompany } from '../actions/update-company.ts'
import { findCompany, listCompaniesOfSameName, selectCompanies } from '../queries/companies.ts'
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
      const row = await createCompany(work, body)
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
]

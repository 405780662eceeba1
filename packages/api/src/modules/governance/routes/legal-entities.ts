/** Wire ↔ action, of legal entities and their number series. */
import {
  ids,
  legalEntity,
  legalEntityCreate,
  legalEntityListQuery,
  legalEntityPage,
  legalEntityUpdate,
  numberSeries,
  numberSeriesList,
  numberSeriesUpdate,
} from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { createLegalEntity } from '../actions/create-legal-entity.ts'
import { archiveLegalEntity, restoreLegalEntity, updateLegalEntity } from '../actions/update-legal-entity.ts'
import { updateNumberSeries } from '../actions/update-number-series.ts'
import { findLegalEntity, listNumberSeries, selectLegalEntities } from '../queries/legal-entities.ts'
import { legalEntityView, numberSeriesView } from '../views.ts'

export const legalEntityOperations = [
  readOperation({
    id: 'listLegalEntities',
    path: '/v1/legal_entities',
    tag: 'legal_entities',
    summary: 'List legal entities',
    description: 'Sellers, newest first unless sorted.',
    scope: 'legal_entities:read',
    query: legalEntityListQuery,
    answers: legalEntityPage,
    list: 'page',
    quick: true,
    async handle({ db, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listLegalEntities',
        query,
        table: 'legal_entity',
        sorts: {
          created_at: { sql: 'legal_entity.created_at', type: 'timestamptz' },
          updated_at: { sql: 'legal_entity.updated_at', type: 'timestamptz' },
        },
        defaultSort: '-created_at',
        build: () => selectLegalEntities(query),
      })
      return { data: rows.map(legalEntityView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getLegalEntity',
    path: '/v1/legal_entities/{id}',
    tag: 'legal_entities',
    summary: 'Get a legal entity',
    description: 'One legal entity, archived or not.',
    scope: 'legal_entities:read',
    params: { id: ids.legal_entity },
    answers: legalEntity,
    quick: true,
    etag: 'version',
    async handle({ db, params }) {
      const row = await db.first(findLegalEntity({ id: toRow(params.id) }))
      if (!row) throw notFound('legal entity')
      return legalEntityView(row)
    },
  }),
  writeOperation({
    id: 'createLegalEntity',
    path: '/v1/legal_entities',
    tag: 'legal_entities',
    summary: 'Add a legal entity',
    description: 'Adds a seller with its two number series. Its base currency never changes.',
    scope: 'legal_entities:write',
    body: legalEntityCreate,
    example: { name: 'Quillhaven Ltd', base_currency: 'GBP' },
    answers: legalEntity,
    status: 201,
    location: '/v1/legal_entities/',
    problems: ['conflict'],
    emits: ['legal_entity.created'],
    handle: async (work, { body }) => legalEntityView(await createLegalEntity(work, body, false)),
  }),
  writeOperation({
    id: 'updateLegalEntity',
    method: 'patch',
    path: '/v1/legal_entities/{id}',
    tag: 'legal_entities',
    summary: 'Update a legal entity',
    description:
      'A JSON merge patch: what it names is changed, null clears, the rest stays. Later documents are made with it; issued ones stay as they are. Bank details are changed by an owner, by finance or by an API key, with an event of its own.',
    scope: 'legal_entities:write',
    params: { id: ids.legal_entity },
    body: legalEntityUpdate,
    example: { tax_number: 'NL861234567B01' },
    answers: legalEntity,
    ifMatch: 'optional',
    problems: ['conflict', 'illegal_move'],
    emits: ['legal_entity.updated', 'legal_entity.bank_changed'],
    handle: async (work, { params, body }) => legalEntityView(await updateLegalEntity(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'archiveLegalEntity',
    path: '/v1/legal_entities/{id}/archive',
    tag: 'legal_entities',
    summary: 'Archive a legal entity',
    description: 'Takes the legal entity off lists. Refused for the default.',
    scope: 'legal_entities:write',
    params: { id: ids.legal_entity },
    answers: legalEntity,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['legal_entity.archived'],
    handle: async (work, { params }) => legalEntityView(await archiveLegalEntity(work, toRow(params.id))),
  }),
  writeOperation({
    id: 'restoreLegalEntity',
    path: '/v1/legal_entities/{id}/restore',
    tag: 'legal_entities',
    summary: 'Restore a legal entity',
    description: 'Puts the legal entity back on lists.',
    scope: 'legal_entities:write',
    params: { id: ids.legal_entity },
    answers: legalEntity,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['legal_entity.restored'],
    handle: async (work, { params }) => legalEntityView(await restoreLegalEntity(work, toRow(params.id))),
  }),
]

export const numberSeriesOperations = [
  readOperation({
    id: 'listNumberSeries',
    path: '/v1/legal_entities/{id}/number_series',
    tag: 'number_series',
    sdk: { resource: 'legalEntities', method: 'numberSeries' },
    summary: 'List number series',
    description: 'The series of a legal entity: one of invoices, one of credit notes.',
    scope: 'legal_entities:read',
    params: { id: ids.legal_entity },
    answers: numberSeriesList,
    quick: true,
    async handle({ db, params }) {
      const rows = await db.all(listNumberSeries({ legal_entity_id: toRow(params.id) }))
      if (rows.length === 0) throw notFound('legal entity')
      return { data: rows.map(numberSeriesView) }
    },
  }),
  writeOperation({
    id: 'updateNumberSeries',
    method: 'patch',
    path: '/v1/number_series/{id}',
    tag: 'number_series',
    summary: 'Update a number series',
    description:
      'A JSON merge patch of the pattern and the next number, while the series has issued nothing in its period: a year where the pattern has one, else for ever. No number is printed twice for one legal entity.',
    scope: 'legal_entities:write',
    params: { id: ids.number_series },
    body: numberSeriesUpdate,
    example: { pattern: 'QH-{yyyy}-{seq:4}' },
    answers: numberSeries,
    ifMatch: 'optional',
    emits: ['number_series.updated'],
    handle: async (work, { params, body }) => numberSeriesView(await updateNumberSeries(work, toRow(params.id), body)),
  }),
]

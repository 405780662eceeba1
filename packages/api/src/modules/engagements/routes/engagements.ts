/** Wire ↔ action, of engagements. */
import {
  engagement,
  engagementGetQuery,
  engagementListQuery,
  engagementPage,
  engagementUpdate,
  ids,
} from '@agencyops/schema'
import type { TenantDb } from '../../../db/database.ts'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { requireScope, type TenantPrincipal } from '../../../http/principal.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { searchKey } from '../../../primitives/text.ts'
import { companyView } from '../../crm/index.ts'
import { archiveEngagement, restoreEngagement } from '../actions/archive-engagement.ts'
import { completeEngagement } from '../actions/complete-engagement.ts'
import { reactivateEngagement } from '../actions/reactivate-engagement.ts'
import { updateEngagement } from '../actions/update-engagement.ts'
import { findEngagement, listCompanies, selectEngagements } from '../queries/engagements.ts'
import type { EngagementRow } from '../tables.ts'
import { engagementView } from '../views.ts'

const byId = { id: ids.engagement }

/** The views of a page, with what `expand` names in one query more. */
async function expanded(
  db: TenantDb,
  principal: TenantPrincipal,
  rows: EngagementRow[],
  expand: readonly 'company'[] | undefined,
) {
  if (!expand?.includes('company')) return rows.map(engagementView)
  requireScope(principal, 'companies:read')
  const companies = await db.all(listCompanies({ ids: [...new Set(rows.map((row) => row.company_id))] }))
  const views = new Map(companies.map((row) => [row.id, companyView(row)]))
  return rows.map((row) => ({ ...engagementView(row), company: views.get(row.company_id) }))
}

const move = {
  tag: 'engagements',
  scope: 'engagements:write',
  params: byId,
  answers: engagement,
  ifMatch: 'optional',
  problems: ['illegal_move'],
} as const

export const engagementOperations = [
  readOperation({
    id: 'listEngagements',
    path: '/v1/engagements',
    tag: 'engagements',
    summary: 'List engagements',
    description:
      'Engagements that the credential reaches, newest first unless sorted. Archived ones come only when asked for.',
    scope: 'engagements:read',
    query: engagementListQuery,
    answers: engagementPage,
    list: 'page',
    quick: true,
    async handle({ db, principal, query }) {
      const { q, company_id: companyId, ...filters } = query
      const { rows, nextCursor } = await listPage(db, {
        name: 'listEngagements',
        query,
        table: 'engagement',
        sorts: {
          created_at: { sql: 'engagement.created_at', type: 'timestamptz' },
          updated_at: { sql: 'engagement.updated_at', type: 'timestamptz' },
          name: { sql: 'engagement.search_key', type: 'text', row: 'search_key' },
          contract_value: { sql: 'engagement.contract_value_minor', type: 'bigint', row: 'contract_value_minor' },
        },
        defaultSort: '-created_at',
        build: () =>
          selectEngagements(principal, {
            ...filters,
            company_id: companyId && toRow(companyId),
            words: q === undefined ? undefined : searchKey(q),
          }),
      })
      return { data: await expanded(db, principal, rows, query.expand), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getEngagement',
    path: '/v1/engagements/{id}',
    tag: 'engagements',
    summary: 'Get an engagement',
    description: 'One engagement, archived or not.',
    scope: 'engagements:read',
    params: byId,
    query: engagementGetQuery,
    answers: engagement,
    quick: true,
    async handle({ db, principal, params, query }) {
      const row = await db.first(findEngagement({ id: toRow(params.id) }))
      if (!row || !mayReach(principal, row.id)) throw notFound('engagement')
      const [view] = await expanded(db, principal, [row], query.expand)
      return view as NonNullable<typeof view>
    },
  }),
  writeOperation({
    id: 'updateEngagement',
    method: 'patch',
    path: '/v1/engagements/{id}',
    tag: 'engagements',
    summary: 'Update an engagement',
    description: 'A JSON merge patch: what it names is changed, null clears, the rest stays.',
    scope: 'engagements:write',
    params: byId,
    body: engagementUpdate,
    example: { name: 'Timetable relaunch' },
    answers: engagement,
    ifMatch: 'optional',
    problems: ['conflict'],
    emits: ['engagement.updated'],
    handle: async (work, { params, body }) => engagementView(await updateEngagement(work, toRow(params.id), body)),
  }),
  writeOperation({
    ...move,
    id: 'completeEngagement',
    path: '/v1/engagements/{id}/complete',
    summary: 'Complete an engagement',
    description: 'No more work is planned. Refused while an approval is requested or an invoice is a draft.',
    emits: ['engagement.completed'],
    handle: async (work, { params }) => engagementView(await completeEngagement(work, toRow(params.id))),
  }),
  writeOperation({
    ...move,
    id: 'reactivateEngagement',
    path: '/v1/engagements/{id}/reactivate',
    summary: 'Reactivate an engagement',
    description: 'A completed engagement takes work again.',
    emits: ['engagement.reactivated'],
    handle: async (work, { params }) => engagementView(await reactivateEngagement(work, toRow(params.id))),
  }),
  writeOperation({
    ...move,
    id: 'archiveEngagement',
    path: '/v1/engagements/{id}/archive',
    summary: 'Archive an engagement',
    description:
      'Takes it off lists. Refused while it is active, earned work is not billed, or money or an approval is open.',
    emits: ['engagement.archived'],
    handle: async (work, { params }) => engagementView(await archiveEngagement(work, toRow(params.id))),
  }),
  writeOperation({
    ...move,
    id: 'restoreEngagement',
    path: '/v1/engagements/{id}/restore',
    summary: 'Restore an engagement',
    description: 'Puts an archived engagement back on lists.',
    emits: ['engagement.restored'],
    handle: async (work, { params }) => engagementView(await restoreEngagement(work, toRow(params.id))),
  }),
]

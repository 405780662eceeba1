/** Wire ↔ action, of deals: reading, making and winning. */
import { deal, dealCreate, dealGetQuery, dealListQuery, dealPage, dealWin, dealWon, ids } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toRow } from '../../../db/row.ts'
import { listPage, type SortColumn } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { requireScope } from '../../../http/principal.ts'
import { notFound } from '../../../http/problem.ts'
import { searchKey } from '../../../primitives/text.ts'
import { createDeals } from '../actions/create-deals.ts'
import { winDeal } from '../actions/win-deal.ts'
import { findDeal, selectDeals } from '../queries/deals.ts'
import { listPlannedBills, listPlannedMilestones } from '../queries/planned-milestones.ts'
import { listCompaniesByIds } from '../queries/references.ts'
import { listScopeItemsOfDeal } from '../queries/scope-items.ts'
import type { CompanyRow } from '../tables.ts'
import { companyView, dealView, planView, scopeItemView } from '../views.ts'

const byId = { id: ids.deal }

const sorts: Record<string, SortColumn> = {
  created_at: { sql: 'deal.created_at', type: 'timestamptz' },
  updated_at: { sql: 'deal.updated_at', type: 'timestamptz' },
  value: { sql: 'deal.value_minor', type: 'bigint', row: 'value_minor' },
}

/** Deals without a date come last, whichever the direction. */
function closeOn(descending: boolean): SortColumn {
  const whenNull = descending ? '-infinity' : 'infinity'
  return { sql: `coalesce(deal.close_on, '${whenNull}'::date)`, type: 'date', whenNull }
}

const rowIds = <P extends string>(wire: readonly `${P}_${string}`[] | undefined) => wire?.map((id) => toRow(id))

export const dealOperations = [
  readOperation({
    id: 'listDeals',
    path: '/v1/deals',
    tag: 'deals',
    summary: 'List deals',
    description:
      'Deals of any status, newest first unless sorted. Archived ones come only when asked for. `expand=company` adds each deal’s company.',
    scope: 'deals:read',
    query: dealListQuery,
    answers: dealPage,
    list: 'page',
    quick: true,
    async handle({ db, query, principal }) {
      if (query.expand) requireScope(principal, 'companies:read')
      const { rows, nextCursor } = await listPage(db, {
        name: 'listDeals',
        query,
        table: 'deal',
        sorts: { ...sorts, close_on: closeOn(query.sort === '-close_on') },
        defaultSort: '-created_at',
        build: () =>
          selectDeals({
            archived: query.archived,
            status: query.status,
            stageIds: rowIds(query.stage_id),
            pipelineIds: rowIds(query.pipeline_id),
            companyIds: rowIds(query.company_id),
            ownerIds: rowIds(query.owner_id),
            updatedSince: query.updated_since,
            words: query.q === undefined ? undefined : searchKey(query.q),
          }),
      })
      const wanted = query.expand ? [...new Set(rows.map((row) => row.company_id))] : []
      const companies = wanted.length > 0 ? await db.all(listCompaniesByIds({ ids: wanted })) : []
      const byCompany = new Map<RowId<'company'>, CompanyRow>(companies.map((row) => [row.id, row]))
      return {
        data: rows.map((row) => {
          const company = byCompany.get(row.company_id)
          return company ? { ...dealView(row), company: companyView(company) } : dealView(row)
        }),
        next_cursor: nextCursor,
      }
    },
  }),
  readOperation({
    id: 'getDeal',
    path: '/v1/deals/{id}',
    tag: 'deals',
    summary: 'Get a deal',
    description: 'One deal, archived or not; `expand` adds its company, its scope items and its plan.',
    scope: 'deals:read',
    params: byId,
    query: dealGetQuery,
    answers: deal,
    quick: true,
    async handle({ db, params, query, principal }) {
      const id = toRow(params.id)
      const row = await db.first(findDeal({ id }))
      if (!row) throw notFound('deal')
      const wanted = new Set(query.expand)
      if (wanted.size === 0) return dealView(row)
      if (wanted.has('company')) requireScope(principal, 'companies:read')
      const [companies, items, milestones, bills] = await db.group(
        listCompaniesByIds({ ids: wanted.has('company') ? [row.company_id] : [] }),
        listScopeItemsOfDeal({ deal_id: id }),
        listPlannedMilestones({ deal_id: id }),
        listPlannedBills({ deal_id: id }),
      )
      return {
        ...dealView(row),
        ...(companies[0] && { company: companyView(companies[0]) }),
        ...(wanted.has('scope_items') && { scope_items: items.map(scopeItemView) }),
        ...(wanted.has('planned_milestones') && { planned_milestones: planView(milestones, bills, row.currency) }),
      }
    },
  }),
  writeOperation({
    id: 'createDeal',
    path: '/v1/deals',
    tag: 'deals',
    summary: 'Create a deal',
    description:
      'Adds an open deal with its scope items and the milestones that its win will make. The answer carries both. Its value is the sum of its scope items.',
    scope: 'deals:write',
    body: dealCreate,
    example: {
      name: 'Timetable relaunch',
      company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb',
      currency: 'EUR',
      close_on: '2026-12-18',
      scope_items: [
        { key: 'design', name: 'Design', quantity: '1', unit_price: '4800', tax_percent: '21' },
        { key: 'print', name: 'Print', quantity: '1250', unit_price: '0.3475', tax_percent: '9' },
      ],
      planned_milestones: [
        {
          name: 'Design accepted',
          due_on: '2026-12-11',
          bills: [
            { key: 'design', percent: '100' },
            { key: 'print', percent: '100' },
          ],
        },
      ],
    },
    answers: deal,
    status: 201,
    location: '/v1/deals/',
    problems: ['conflict', 'invalid_amount'],
    emits: ['deal.created', 'scope_item.created'],
    async handle(work, { body }) {
      const [made] = await createDeals(work, [body], () => '#')
      if (!made) throw new Error('A deal in, a deal out')
      return {
        ...dealView(made.deal),
        scope_items: made.items.map(scopeItemView),
        planned_milestones: planView(made.milestones, made.bills, made.deal.currency),
      }
    },
  }),
  writeOperation({
    id: 'winDeal',
    path: '/v1/deals/{id}/win',
    tag: 'deals',
    summary: 'Win a deal',
    description:
      'Wins an open deal that has a scope item. Its engagement, project and milestones are opened in the same transaction and answered beside it; its scope items keep their ids; its company becomes a client. A won deal stays won.',
    // Who wins a deal reads what the win opens: the answer is whole, and its type true.
    scope: ['deals:win', 'engagements:read', 'projects:read', 'milestones:read'],
    params: byId,
    body: dealWin,
    example: {},
    answers: dealWon,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['deal.won', 'company.became_client', 'engagement.created', 'project.created', 'milestone.created'],
    async handle(work, { params }) {
      const { deal: won, opened } = await winDeal(work, toRow(params.id))
      return { deal: dealView(won), ...(opened as Omit<z.input<typeof dealWon>, 'deal'>) }
    },
  }),
]

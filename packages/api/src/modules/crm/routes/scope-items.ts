/** Wire ↔ action, of scope items, plans and the history of deals. */
import {
  ids,
  plannedMilestonesReplace,
  plannedMilestonesReplaced,
  scopeItem,
  scopeItemCreate,
  scopeItemListQuery,
  scopeItemPage,
  scopeItemUpdate,
  stageTransitionListQuery,
  stageTransitionPage,
} from '@agencyops/schema'
import { z } from 'zod'
import { toRow, toWire } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { mayReach, withinEngagements } from '../../../http/visible.ts'
import { createScopeItem } from '../actions/create-scope-item.ts'
import { deleteScopeItem } from '../actions/delete-scope-item.ts'
import { replacePlannedMilestones } from '../actions/replace-planned-milestones.ts'
import { updateScopeItem } from '../actions/update-scope-item.ts'
import { findDeal, listStageTransitions } from '../queries/deals.ts'
import { findScopeItem, selectScopeItems } from '../queries/scope-items.ts'
import { planView, scopeItemView, stageTransitionView } from '../views.ts'

const byId = { id: ids.scope_item }
const ofDeal = { id: ids.deal }

export const scopeItemOperations = [
  readOperation({
    id: 'listScopeItems',
    path: '/v1/scope_items',
    tag: 'scope_items',
    summary: 'List scope items',
    description: 'Scope items of all deals, in the order of their making unless sorted.',
    scope: 'deals:read',
    query: scopeItemListQuery,
    answers: scopeItemPage,
    list: 'page',
    quick: true,
    async handle({ db, query, principal }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listScopeItems',
        query,
        table: 'scope_item',
        sorts: {
          created_at: { sql: 'scope_item.created_at', type: 'timestamptz' },
          updated_at: { sql: 'scope_item.updated_at', type: 'timestamptz' },
        },
        defaultSort: 'created_at',
        build: () =>
          selectScopeItems({
            dealIds: query.deal_id?.map((id) => toRow(id)),
            engagementIds: query.engagement_id?.map((id) => toRow(id)),
            updatedSince: query.updated_since,
          }).where(withinEngagements(principal, 'scope_item.engagement_id')),
      })
      return { data: rows.map(scopeItemView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getScopeItem',
    path: '/v1/scope_items/{id}',
    tag: 'scope_items',
    summary: 'Get a scope item',
    description: 'One scope item with what of it was earned, billed and written off.',
    scope: 'deals:read',
    params: byId,
    answers: scopeItem,
    quick: true,
    etag: 'version',
    async handle({ db, params, principal }) {
      const row = await db.first(findScopeItem({ id: toRow<'scope_item'>(params.id) }))
      if (!row || !mayReach(principal, row.engagement_id)) throw notFound('scope item')
      return scopeItemView(row)
    },
  }),
  writeOperation({
    id: 'createScopeItem',
    path: '/v1/deals/{id}/scope_items',
    tag: 'scope_items',
    summary: 'Add a scope item',
    description:
      'Adds a line to an open deal; the deal’s value and version rise with it. What is won changes by change order.',
    scope: 'deals:write',
    params: ofDeal,
    body: scopeItemCreate,
    example: { name: 'Photography', quantity: '2', unit: 'day', unit_price: '950', tax_percent: '21' },
    answers: scopeItem,
    status: 201,
    location: '/v1/scope_items/',
    problems: ['illegal_move', 'invalid_amount'],
    emits: ['scope_item.created', 'deal.updated'],
    handle: async (work, { params, body }) => scopeItemView(await createScopeItem(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'updateScopeItem',
    method: 'patch',
    path: '/v1/scope_items/{id}',
    tag: 'scope_items',
    summary: 'Update a scope item',
    description:
      'A JSON merge patch of a line of an open deal; the deal’s value and version follow. Naming a tax field replaces its tax as a whole. Refused where the plan bills more than the new value.',
    scope: 'deals:write',
    params: byId,
    body: scopeItemUpdate,
    example: { quantity: '3' },
    answers: scopeItem,
    ifMatch: 'optional',
    problems: ['illegal_move', 'invalid_amount'],
    emits: ['scope_item.updated', 'deal.updated'],
    handle: async (work, { params, body }) =>
      scopeItemView(await updateScopeItem(work, toRow<'scope_item'>(params.id), body)),
  }),
  writeOperation({
    id: 'deleteScopeItem',
    method: 'delete',
    path: '/v1/scope_items/{id}',
    tag: 'scope_items',
    summary: 'Delete a scope item',
    description:
      'Removes a line of an open deal that no planned milestone bills; the deal’s value falls and its version rises. What is won changes by change order.',
    scope: 'deals:write',
    params: byId,
    answers: z.undefined(),
    status: 204,
    ifMatch: 'optional',
    problems: ['illegal_move', 'conflict'],
    emits: ['scope_item.deleted', 'deal.updated'],
    async handle(work, { params }) {
      await deleteScopeItem(work, toRow<'scope_item'>(params.id))
      return undefined
    },
  }),
  writeOperation({
    id: 'replacePlannedMilestones',
    method: 'put',
    path: '/v1/deals/{id}/planned_milestones',
    tag: 'deals',
    summary: 'Replace a deal’s plan',
    description:
      'Replaces the milestones that the win of an open deal will make, and what their approval will bill. The deal’s version rises.',
    scope: 'deals:write',
    params: ofDeal,
    body: plannedMilestonesReplace,
    example: {
      planned_milestones: [
        {
          name: 'Design accepted',
          due_on: '2026-12-11',
          bills: [{ scope_item_id: 'scope_item_01m86d72r0fkxt9zq4c7w2h5nb', percent: '100' }],
        },
      ],
    },
    answers: plannedMilestonesReplaced,
    ifMatch: 'optional',
    problems: ['illegal_move', 'invalid_amount'],
    emits: ['deal.updated'],
    async handle(work, { params, body }) {
      const { deal, plan } = await replacePlannedMilestones(work, toRow(params.id), body)
      return {
        deal_id: toWire('deal', deal.id),
        version: deal.version,
        planned_milestones: planView(plan.milestones, plan.bills, deal.currency),
      }
    },
  }),
  readOperation({
    id: 'listDealStageTransitions',
    path: '/v1/deals/{id}/stage_transitions',
    tag: 'deals',
    summary: 'List a deal’s history',
    description: 'Every stage and status that the deal entered, the oldest first.',
    scope: 'deals:read',
    params: ofDeal,
    query: stageTransitionListQuery,
    answers: stageTransitionPage,
    list: 'page',
    quick: true,
    async handle({ db, params, query }) {
      const id = toRow(params.id)
      if (!(await db.first(findDeal({ id })))) throw notFound('deal')
      const { rows, nextCursor } = await listPage(db, {
        name: `listDealStageTransitions ${id}`,
        query,
        table: 'stage_transition',
        sorts: { moved_at: { sql: 'stage_transition.moved_at', type: 'timestamptz' } },
        defaultSort: 'moved_at',
        build: () => listStageTransitions(id),
      })
      return { data: rows.map(stageTransitionView), next_cursor: nextCursor }
    },
  }),
]

/** Wire ↔ action, of deals: what changes one that is there, and many at once. */
import {
  batchOf,
  batchQuery,
  batchResults,
  deal,
  dealClone,
  dealCreate,
  dealLose,
  dealMove,
  dealReopen,
  dealUpdate,
  dealUpsert,
  ids,
} from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { runBatch } from '../../../http/batch.ts'
import { writeOperation } from '../../../http/operation.ts'
import { archiveDeal } from '../actions/archive-deal.ts'
import { cloneDeal } from '../actions/clone-deal.ts'
import { createDeals } from '../actions/create-deals.ts'
import { loseDeal } from '../actions/lose-deal.ts'
import { moveDeal } from '../actions/move-deal.ts'
import { reopenDeal } from '../actions/reopen-deal.ts'
import { updateDeal } from '../actions/update-deal.ts'
import { upsertDeal } from '../actions/upsert-deal.ts'
import { dealView, planView, scopeItemView } from '../views.ts'

const byId = { id: ids.deal }

export const dealMoveOperations = [
  writeOperation({
    id: 'updateDeal',
    method: 'patch',
    path: '/v1/deals/{id}',
    tag: 'deals',
    summary: 'Update a deal',
    description:
      'A JSON merge patch: what it names is changed, null clears, the rest stays. Status, stage and value change by operations of their own. The currency changes only while there is no scope item, the seller only while the deal is open.',
    scope: 'deals:write',
    params: byId,
    body: dealUpdate,
    example: { next_step: 'Send the statement of work', close_on: '2026-12-18' },
    answers: deal,
    ifMatch: 'optional',
    problems: ['conflict', 'illegal_move'],
    emits: ['deal.updated'],
    handle: async (work, { params, body }) => dealView(await updateDeal(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'moveDeal',
    path: '/v1/deals/{id}/move',
    tag: 'deals',
    summary: 'Move a deal',
    description:
      'Moves an open deal to a stage, of its pipeline or another, and keeps the step in its history. It counts with the stage’s probability unless it has its own. It lands between `before_id` and `after_id`, deals of that stage: with one of them beside it, with neither at the start. Where they no longer stand together it lands behind the one before it, or, where that one has left the stage, before the one behind it. In its own stage it changes its place for neighbours alone: that is no step in its history, shows in no deal and raises no version, so that an `If-Match` stays good. Moving it where it stands changes nothing.',
    scope: 'deals:write',
    params: byId,
    body: dealMove,
    example: { stage_id: 'stage_01m86d72r0fkxt9zq4c7w2h5nb' },
    answers: deal,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['deal.moved', 'deal.repositioned'],
    handle: async (work, { params, body }) =>
      dealView(
        await moveDeal(work, toRow(params.id), toRow(body.stage_id), {
          before: body.before_id && toRow(body.before_id),
          behind: body.after_id && toRow(body.after_id),
        }),
      ),
  }),
  writeOperation({
    id: 'loseDeal',
    path: '/v1/deals/{id}/lose',
    tag: 'deals',
    summary: 'Lose a deal',
    description:
      'Loses an open deal, with a reason. It stays in its stage, counts nothing any more, and can be reopened.',
    scope: 'deals:write',
    params: byId,
    body: dealLose,
    example: { lost_reason_id: 'lost_reason_01m86d72r0fkxt9zq4c7w2h5nb', note: 'They stay with their agency.' },
    answers: deal,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['deal.lost'],
    handle: async (work, { params, body }) =>
      dealView(
        await loseDeal(work, toRow(params.id), {
          id: toRow<'lost_reason'>(body.lost_reason_id),
          note: body.note ?? null,
        }),
      ),
  }),
  writeOperation({
    id: 'reopenDeal',
    path: '/v1/deals/{id}/reopen',
    tag: 'deals',
    summary: 'Reopen a deal',
    description:
      'Opens a lost deal again, at the start of the stage where it was lost unless another is named. A won deal has its engagement and is never reopened.',
    scope: 'deals:write',
    params: byId,
    body: dealReopen,
    example: {},
    answers: deal,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['deal.reopened'],
    handle: async (work, { params, body }) =>
      dealView(
        await reopenDeal(work, toRow(params.id), body.stage_id === undefined ? undefined : toRow(body.stage_id)),
      ),
  }),
  writeOperation({
    id: 'cloneDeal',
    path: '/v1/deals/{id}/clone',
    tag: 'deals',
    summary: 'Clone a deal',
    description:
      'A new open deal with copies of this one’s scope items and plan, for the same company unless another is named. It begins in the first stage of the pipeline, without date, next step and external reference.',
    scope: 'deals:write',
    params: byId,
    body: dealClone,
    example: { name: 'Timetable relaunch, phase 2' },
    answers: deal,
    status: 201,
    location: '/v1/deals/',
    emits: ['deal.created', 'scope_item.created'],
    async handle(work, { params, body }) {
      const made = await cloneDeal(work, toRow(params.id), body)
      return {
        ...dealView(made.deal),
        scope_items: made.items.map(scopeItemView),
        planned_milestones: planView(made.milestones, made.bills, made.deal.currency),
      }
    },
  }),
  writeOperation({
    id: 'upsertDeal',
    method: 'put',
    path: '/v1/deals',
    tag: 'deals',
    summary: 'Upsert a deal',
    description:
      'Makes the deal of this external reference, or changes it as a patch would. An archived one is neither doubled nor revived: it is refused by name.',
    scope: 'deals:write',
    body: dealUpsert,
    example: {
      name: 'Timetable relaunch',
      company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb',
      external_ref: { system: 'crm', id: '006-42' },
    },
    answers: deal,
    problems: ['conflict', 'illegal_move'],
    emits: ['deal.created', 'deal.updated'],
    handle: async (work, { body }) => dealView(await upsertDeal(work, body)),
  }),
  writeOperation({
    id: 'batchDeals',
    path: '/v1/deals/batch',
    tag: 'deals',
    summary: 'Create many deals',
    description:
      'Up to 1,000 deals with their scope and plan, all or none of them; with `partial=true` each by itself.',
    scope: 'deals:write',
    query: batchQuery,
    batch: true,
    body: batchOf('DealBatch', dealCreate),
    example: { rows: [{ name: 'Timetable relaunch', company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb' }] },
    answers: batchResults('DealBatchResults', deal),
    problems: ['conflict', 'invalid_amount'],
    emits: ['deal.created', 'scope_item.created'],
    handle: (work, { body, query }) =>
      runBatch(work, body.rows, query.partial, async (rows, at) =>
        (await createDeals(work, rows, at)).map((made) => dealView(made.deal)),
      ),
  }),
  ...([true, false] as const).map((archived) =>
    writeOperation({
      id: archived ? 'archiveDeal' : 'restoreDeal',
      path: archived ? '/v1/deals/{id}/archive' : '/v1/deals/{id}/restore',
      tag: 'deals',
      summary: archived ? 'Archive a deal' : 'Restore a deal',
      description: archived
        ? 'Hides a deal from lists; it stays in every figure. Refused while a won deal is not billed in full.'
        : 'Brings an archived deal back into lists.',
      scope: 'deals:write',
      params: byId,
      answers: deal,
      ifMatch: 'optional',
      problems: ['conflict'],
      emits: [archived ? 'deal.archived' : 'deal.restored'],
      handle: async (work, { params }) => dealView(await archiveDeal(work, toRow(params.id), archived)),
    }),
  ),
]

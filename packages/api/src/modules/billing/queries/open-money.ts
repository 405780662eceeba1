/** SQL of what is open, for areas below that want to put a record away. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'

const unsettled = () =>
  query
    .selectFrom('invoice')
    .select(['id', 'number', 'status'])
    .where(sql<boolean>`(status = 'draft' or balance_minor > 0)`)

export const findUnsettledOfCompany = defineQuery((p: { company_id: RowId<'company'> }) =>
  unsettled().where('company_id', '=', p.company_id).orderBy('id').limit(1),
)

export const findUnsettledOfEngagement = defineQuery((p: { engagement_id: RowId<'engagement'> }) =>
  unsettled().where('engagement_id', '=', p.engagement_id).orderBy('id').limit(1),
)

export const findDraftOfEngagement = defineQuery((p: { engagement_id: RowId<'engagement'> }) =>
  query
    .selectFrom('invoice')
    .select(['id', 'number', 'status'])
    .where('engagement_id', '=', p.engagement_id)
    .where('status', '=', 'draft')
    .limit(1),
)

export const findClientCredit = defineQuery((p: { company_id: RowId<'company'> }) =>
  query
    .selectFrom('payment')
    .select('id')
    .where('company_id', '=', p.company_id)
    .where('unallocated_minor', '>', 0)
    .limit(1),
)

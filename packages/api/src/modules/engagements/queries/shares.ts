/** SQL of whom an engagement is shared with. */
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'

export const listShares = defineQuery((p: { engagement_id: RowId<'engagement'> }) =>
  query
    .selectFrom('engagement_share')
    .selectAll()
    .where('engagement_id', '=', p.engagement_id)
    .orderBy('shared_at')
    .orderBy('id'),
)

export const findShare = defineQuery((p: { engagement_id: RowId<'engagement'>; contact_id: RowId<'contact'> }) =>
  query
    .selectFrom('engagement_share')
    .selectAll()
    .where('engagement_id', '=', p.engagement_id)
    .where('contact_id', '=', p.contact_id),
)

export const listSharesOfContact = defineQuery((p: { contact_id: RowId<'contact'> }) =>
  query.selectFrom('engagement_share').select('engagement_id').where('contact_id', '=', p.contact_id),
)

/** Nobody archives or erases the contact before the sharing commits. */
export const shareContact = defineQuery((p: { id: RowId<'contact'> }) =>
  query
    .selectFrom('contact')
    .select(['id', 'company_id', 'archived_at', 'erased_at'])
    .where('id', '=', p.id)
    .forShare(),
)

/** SQL of attachments, each with its file. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'

const attachments = () =>
  query
    .selectFrom('attachment')
    .innerJoin('file', (join) =>
      join.onRef('file.tenant_id', '=', 'attachment.tenant_id').onRef('file.id', '=', 'attachment.file_id'),
    )
    .select([
      'attachment.id',
      'attachment.file_id',
      'attachment.deal_id',
      'attachment.engagement_id',
      'attachment.milestone_id',
      'attachment.client_visible',
      'attachment.attached_at',
      'file.name',
      'file.content_type',
      'file.size',
      'file.sha256',
      'file.storage_key',
      'file.version as file_version',
      'file.created_at as file_created_at',
      'file.updated_at as file_updated_at',
      'file.archived_at as file_archived_at',
    ])
    .orderBy('attachment.attached_at')
    .orderBy('attachment.id')

export const listAttachmentsOfDeal = defineQuery((p: { deal_id: RowId<'deal'> }) =>
  attachments().where('attachment.deal_id', '=', p.deal_id),
)

/** Those of the engagement, of its deal and of its milestones. */
export const listAttachmentsOfEngagement = defineQuery((p: { engagement_id: RowId<'engagement'> }) =>
  attachments().where('attachment.engagement_id', '=', p.engagement_id),
)

export const listAttachmentsOfMilestone = defineQuery((p: { milestone_id: RowId<'milestone'> }) =>
  attachments().where('attachment.milestone_id', '=', p.milestone_id),
)

/** What a client's contact sees: files that are visible to clients, of these engagements. */
export const listClientAttachments = defineQuery((p: { engagement_ids: readonly RowId<'engagement'>[] }) =>
  attachments()
    .where('attachment.client_visible', '=', true)
    .where('attachment.engagement_id', '=', sql<RowId<'engagement'>>`any(${p.engagement_ids}::uuid[])`),
)

/** The attachment of one file to one record; exactly one of the three ids says which. */
export function findAttachment(target: {
  fileId: RowId<'file'>
  dealId?: RowId<'deal'> | null | undefined
  engagementId?: RowId<'engagement'> | null | undefined
  milestoneId?: RowId<'milestone'> | null | undefined
}) {
  const select = query.selectFrom('attachment').selectAll().where('file_id', '=', target.fileId)
  if (target.milestoneId) return select.where('milestone_id', '=', target.milestoneId)
  if (target.dealId) return select.where('deal_id', '=', target.dealId)
  return select
    .where('engagement_id', '=', target.engagementId as RowId<'engagement'>)
    .where('deal_id', 'is', null)
    .where('milestone_id', 'is', null)
}

/** A won deal's files are its engagement's. */
export const setEngagementOfAttachments = defineQuery(
  (p: { deal_id: RowId<'deal'>; engagement_id: RowId<'engagement'> }) =>
    query.updateTable('attachment').set({ engagement_id: p.engagement_id }).where('deal_id', '=', p.deal_id),
)

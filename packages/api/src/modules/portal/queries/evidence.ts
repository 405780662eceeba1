/** SQL of what stands behind approvals and invoices. */
import { sql } from 'kysely'
import { defineQuery, query } from '../../../db/query.ts'
import type { RowId } from '../../../db/row.ts'
import type { ShownApproval } from '../tables.ts'

type OfApproval = { id: RowId<'approval'> }
type OfInvoice = { id: RowId<'invoice'> }

/** What a snapshot says of the engagement. */
export const findEngagementOfApproval = defineQuery((p: { id: RowId<'approval'> }) =>
  query
    .selectFrom('engagement')
    .select(['id', 'name', 'currency'])
    .where('id', '=', (one) => one.selectFrom('approval').select('engagement_id').where('approval.id', '=', p.id)),
)

export const findMilestoneOfApproval = defineQuery((p: { id: RowId<'approval'> }) =>
  query
    .selectFrom('milestone')
    .select(['id', 'name', 'due_on'])
    .where('id', '=', (one) => one.selectFrom('approval').select('milestone_id').where('approval.id', '=', p.id)),
)

export const findContactOfApproval = defineQuery((p: OfApproval) =>
  query
    .selectFrom('contact')
    .select(['id', 'name'])
    .where('id', '=', (one) => one.selectFrom('approval').select('contact_id').where('approval.id', '=', p.id)),
)

/** The files of its milestone that the client is shown now. */
export const listFilesOfApproval = defineQuery((p: OfApproval) =>
  query
    .selectFrom('attachment')
    .innerJoin('file', (join) =>
      join.onRef('file.tenant_id', '=', 'attachment.tenant_id').onRef('file.id', '=', 'attachment.file_id'),
    )
    .select(['file.id', 'file.name', 'file.content_type', 'file.size', 'file.sha256'])
    .where('attachment.client_visible', '=', true)
    .where('attachment.milestone_id', '=', (one) =>
      one.selectFrom('approval').select('approval.milestone_id').where('approval.id', '=', p.id),
    )
    .orderBy('attachment.attached_at')
    .orderBy('attachment.id'),
)

/** The delivery checkpoints behind the lines of an invoice. */
export const listMilestonesOfInvoice = defineQuery((p: OfInvoice) =>
  query
    .selectFrom('milestone')
    .select(['id', 'engagement_id', 'name', 'approved_at'])
    .where(
      'id',
      'in',
      query
        .selectFrom('invoice_line')
        .select((e) => e.ref('milestone_id').$castTo<RowId<'milestone'>>().as('id'))
        .where('invoice_id', '=', p.id)
        .where('milestone_id', 'is not', null),
    )
    .orderBy('position')
    .orderBy('id'),
)

/** The approvals that raised lines of an invoice, each with who decided it and on which files. */
export const listApprovalsOfInvoice = defineQuery((p: OfInvoice) =>
  query
    .selectFrom('approval')
    .innerJoin('contact', (join) =>
      join.onRef('contact.tenant_id', '=', 'approval.tenant_id').onRef('contact.id', '=', 'approval.contact_id'),
    )
    .innerJoin('approval_evidence as evidence', (join) =>
      join.onRef('evidence.tenant_id', '=', 'approval.tenant_id').onRef('evidence.approval_id', '=', 'approval.id'),
    )
    .select([
      'approval.id',
      'approval.milestone_id',
      'approval.engagement_id',
      'approval.status',
      'approval.decided_at',
      'approval.remarks',
      'approval.sha256',
      'contact.name as contact_name',
      sql<ShownApproval['files']>`evidence.snapshot::jsonb -> 'files'`.as('files'),
    ])
    .where(
      'approval.id',
      'in',
      query
        .selectFrom('invoice_line')
        .select((e) => e.ref('approval_id').$castTo<RowId<'approval'>>().as('id'))
        .where('invoice_id', '=', p.id)
        .where('approval_id', 'is not', null),
    )
    .orderBy('approval.decided_at')
    .orderBy('approval.id'),
)

/** The credit notes of an invoice, in the order of their numbers. */
export const listCreditsOfInvoice = defineQuery((p: OfInvoice) =>
  query.selectFrom('credit_note').selectAll().where('invoice_id', '=', p.id).orderBy('issued_at').orderBy('id'),
)

/** The invoice that a credit note corrects. */
export const findCreditedInvoice = defineQuery((p: { id: RowId<'credit_note'> }) =>
  query
    .selectFrom('invoice')
    .select(['id', 'number'])
    .where('id', '=', (one) => one.selectFrom('credit_note').select('invoice_id').where('credit_note.id', '=', p.id)),
)

import { z } from 'zod'
import {
  decimal,
  ids,
  instant,
  money,
  name,
  nullable,
  page,
  pageQuery,
  plainDate,
  several,
  taxCategory,
  text,
} from '../common/index.ts'
import { approvalStatus } from '../delivery/approval.ts'

const snapshotLine = z
  .object({
    scope_item_id: ids.scope_item,
    description: z.string(),
    quantity: decimal,
    unit: nullable(z.string()),
    unit_price: decimal,
    net: money,
    tax_category: taxCategory,
    tax_percent: decimal,
    exemption_reason: nullable(z.string()),
  })
  .meta({ id: 'ApprovalSnapshotLine', description: 'An invoice line that the approval will raise.' })

const snapshotTax = z
  .object({ category: taxCategory, percent: decimal, taxable: money, tax: money })
  .meta({ id: 'ApprovalSnapshotTax', description: 'The tax of all lines of one category and percent.' })

const snapshotFile = z
  .object({ name: z.string(), sha256: z.string() })
  .meta({ id: 'ApprovalSnapshotFile', description: 'A delivered file: its name and the hash of its bytes.' })

export const approvalSnapshot = z
  .object({
    approval: z.object({ id: ids.approval, contact_id: ids.contact }),
    engagement: z.object({ id: ids.engagement, name: z.string() }),
    milestone: z.object({ id: ids.milestone, name: z.string(), due_on: nullable(plainDate) }),
    lines: z.array(snapshotLine),
    net: money,
    taxes: z.array(snapshotTax),
    tax: money,
    total: money,
    currency: z.string(),
    files: z.array(snapshotFile),
    triggers: z.enum(['draft invoice', 'nothing']).describe('What approving sets off.'),
  })
  .meta({
    id: 'ApprovalSnapshot',
    description:
      'All that an approval approves. Its hash is taken of its canonical JSON: no spaces, members sorted by their names.',
  })

const summary = {
  id: ids.approval,
  engagement_id: ids.engagement,
  milestone_id: ids.milestone,
  milestone_name: name,
  status: approvalStatus,
  net: money,
  tax: money,
  total: money,
  requested_at: instant,
  decided_at: nullable(instant),
  remarks: nullable(text),
  can_decide: z.boolean().describe('Whether this session may decide it now.'),
  version: z.number().int(),
}

export const portalApprovalSummary = z
  .object(summary)
  .meta({ id: 'PortalApprovalSummary', description: 'What a client is or was asked to approve.' })

export const portalApprovalPage = page('PortalApprovalPage', portalApprovalSummary)

const shownFile = z
  .object({
    id: nullable(ids.file).describe('By which it is downloaded; null where it is shown no more.'),
    name: z.string(),
    content_type: nullable(z.string()),
    size: nullable(z.number().int()).describe('Bytes.'),
    sha256: z.string(),
  })
  .meta({ id: 'PortalApprovalFile', description: 'A file of the snapshot, as it can be fetched.' })

export const portalApproval = z
  .object({
    ...summary,
    contact_name: nullable(name).describe(
      'Who is asked, and alone decides; null where the reader may not read contacts.',
    ),
    withdrawn_at: nullable(instant),
    snapshot: nullable(approvalSnapshot),
    sha256: z.string(),
    files: z.array(shownFile),
  })
  .meta({
    id: 'PortalApproval',
    description:
      'What a client is or was asked to approve, in full. While it is requested, `snapshot` and its `sha256` are taken anew each time; once decided they are what was decided on. A request that was withdrawn undecided has nothing to decide: `snapshot` is null and `sha256` empty.',
  })

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Send the sha256 of the snapshot that was shown.')
  .describe('Of the snapshot that was shown, in hexadecimal.')

export const portalApprove = z.strictObject({ sha256, remarks: text.optional() }).meta({
  id: 'PortalApprove',
  description: 'Approves what was shown; with remarks, approves it with remarks.',
  example: { sha256: '9f2c4a1d0b7e6f5a8c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b' },
})

export const portalReject = z.strictObject({ sha256: sha256.optional(), reason: text }).meta({
  id: 'PortalReject',
  description: 'Rejects, with a reason.',
  example: { reason: 'The timetable lacks the winter sailings.' },
})

export const portalApprovalListQuery = {
  ...pageQuery,
  engagement_id: several(ids.engagement),
  status: several(approvalStatus),
}

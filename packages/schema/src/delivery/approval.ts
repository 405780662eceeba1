import { z } from 'zod'
import { ids, instant, line, money, nullable, page, pageQuery, several, text } from '../common/index.ts'
import { changedEmail } from '../embed/magic-link.ts'
import { eur, exampleId, exampleStamps } from '../example-records.ts'

export const approvalStatus = z.enum(['requested', 'approved', 'approved_with_remarks', 'rejected', 'withdrawn'])

export const approval = z
  .object({
    id: ids.approval,
    milestone_id: ids.milestone,
    engagement_id: ids.engagement,
    contact_id: ids.contact,
    status: approvalStatus,
    net: money,
    tax: money,
    total: money,
    sha256: nullable(z.string()),
    requested_at: instant,
    decided_at: nullable(instant),
    remarks: nullable(text),
    withdrawn_at: nullable(instant),
    withdrawn_reason: nullable(text),
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'Approval',
    description:
      'A client contact is asked to approve a delivered milestone. `net`, `tax` and `total` are as they were asked, and from the decision on as they were decided. `sha256` is that of the snapshot on which the contact decided, in hexadecimal. `remarks` are the contact’s; of a rejected approval they are the reason.',
    example: {
      id: exampleId('approval'),
      milestone_id: exampleId('milestone'),
      engagement_id: exampleId('engagement'),
      contact_id: exampleId('contact'),
      status: 'approved',
      net: eur(523438),
      tax: eur(104709),
      total: eur(628147),
      sha256: '9f2c4a1d0b7e6f5a8c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b',
      requested_at: '2026-12-03T15:01:00.000Z',
      decided_at: '2026-12-04T09:12:00.000Z',
      remarks: null,
      withdrawn_at: null,
      withdrawn_reason: null,
      ...exampleStamps(2, '2026-12-03T15:01:00.000Z', '2026-12-04T09:12:00.000Z'),
    },
  })

export const approvalPage = page('ApprovalPage', approval)

export const approvalRequest = z.strictObject({ milestone_id: ids.milestone, contact_id: ids.contact }).meta({
  id: 'ApprovalRequest',
  description: 'Which delivered milestone which contact of the client is asked to approve.',
  example: {
    milestone_id: 'milestone_01m86d72r0fkxt9zq4c7w2h5nb',
    contact_id: 'contact_01m86d72r0fkxt9zq4c7w2h5nb',
  },
})

export const approvalWithdraw = z.strictObject({ reason: text }).meta({
  id: 'ApprovalWithdraw',
  description: 'Why the approval is taken back.',
  example: { reason: 'The milestone bills the wrong scope item.' },
})

export const approvalListQuery = {
  ...pageQuery,
  updated_since: instant.optional().describe('Only what changed at or after this instant.'),
  engagement_id: several(ids.engagement),
  milestone_id: several(ids.milestone),
  contact_id: several(ids.contact),
  status: several(approvalStatus),
  sort: z
    .enum(['created_at', '-created_at', 'updated_at', '-updated_at'])
    .optional()
    .describe('By `-created_at` unless told.'),
}

const confirmingLink = z
  .object({
    magic_link_id: ids.magic_link,
    email: line.describe('The address that the link was for.'),
    email_changed_by: nullable(changedEmail),
  })
  .meta({
    id: 'ConfirmingLink',
    description:
      'A decision that is confirmed by a link: to which address of the contact, and who last changed that address. The key in `minted_by_key_id` was told the link and handed it on. It stays with the decision, as all evidence does.',
  })

export const approvalEvidence = z
  .object({
    approval_id: ids.approval,
    decision: z.enum(['approved', 'approved_with_remarks', 'rejected']),
    snapshot: z.string().describe('The bytes that were decided on: canonical JSON, in UTF-8.'),
    sha256: z.string().describe('Of these bytes, in hexadecimal.'),
    remarks: nullable(text),
    contact_id: ids.contact,
    session_id: ids.embed_session,
    minted_by_key_id: ids.api_key,
    identity: line.describe('Who states that the contact is the contact.'),
    confirmed_by: nullable(confirmingLink).describe(
      'The magic link with which the contact came in; null where a host let them in.',
    ),
    address: nullable(z.string()).describe('The network address from which the decision came.'),
    user_agent: nullable(z.string()),
    decided_at: instant,
    recorded_at: instant,
  })
  .meta({
    id: 'ApprovalEvidence',
    description:
      'What is kept of a decision and never changed: what was decided on, by whom, in which session, minted by which key, from where. `decided_at` is the tenant’s time, `recorded_at` the machine’s.',
  })

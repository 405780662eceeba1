import { z } from 'zod'
import { ids, instant, money, name, nullable, page, pageQuery, percent, plainDate, several } from '../common/index.ts'
import { exampleId, exampleStamps } from '../example-records.ts'

export const milestoneStatus = z
  .enum(['planned', 'delivered', 'approved'])
  .describe('A rejected milestone is planned again.')

export const milestoneBill = z
  .object({ scope_item_id: ids.scope_item, percent: nullable(percent), amount: nullable(money) })
  .meta({
    id: 'MilestoneBill',
    description: 'How much of a scope item the approval of a milestone bills: a percentage of it, or an amount.',
  })

export const milestone = z
  .object({
    id: ids.milestone,
    engagement_id: ids.engagement,
    project_id: ids.project,
    position: z.number().int().describe('Its place in the engagement, from 1.'),
    name,
    due_on: nullable(plainDate),
    assignee_id: nullable(ids.person),
    status: milestoneStatus,
    bills: z.array(milestoneBill),
    delivered_at: nullable(instant),
    approved_at: nullable(instant),
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'Milestone',
    description: 'A step of an engagement that is delivered, then approved by the client. Its approval bills `bills`.',
    example: {
      id: exampleId('milestone'),
      engagement_id: exampleId('engagement'),
      project_id: exampleId('project'),
      position: 1,
      name: 'Design accepted',
      due_on: '2026-12-11',
      assignee_id: exampleId('person'),
      status: 'approved',
      bills: [
        { scope_item_id: exampleId('scope_item'), percent: '100', amount: null },
        { scope_item_id: exampleId('scope_item', 2), percent: '100', amount: null },
      ],
      delivered_at: '2026-12-03T15:00:00.000Z',
      approved_at: '2026-12-04T09:12:00.000Z',
      ...exampleStamps(3, '2026-12-01T09:00:00.000Z', '2026-12-04T09:12:00.000Z'),
    },
  })

export const milestonePage = page('MilestonePage', milestone)

export const milestoneBillInput = z
  .strictObject({ scope_item_id: ids.scope_item, percent: percent.optional(), amount: money.optional() })
  .meta({
    id: 'MilestoneBillInput',
    description:
      'Either `percent` or `amount` of one scope item of the engagement. An item is billed by percents or by amounts, not both; percents are at most 100 over all its milestones, amounts at most its value.',
    example: { scope_item_id: 'scope_item_01m86d72r0fkxt9zq4c7w2h5nb', percent: '50' },
  })

const bills = z.array(milestoneBillInput).max(200)

export const milestoneCreate = z
  .strictObject({
    engagement_id: ids.engagement,
    project_id: ids.project.optional().describe('The engagement’s first project unless told.'),
    name,
    due_on: nullable(plainDate).optional(),
    assignee_id: nullable(ids.person).optional(),
    bills: bills.optional(),
  })
  .meta({
    id: 'MilestoneCreate',
    description: 'A milestone to plan in an active engagement.',
    example: {
      engagement_id: 'engagement_01m86d72r0fkxt9zq4c7w2h5nb',
      name: 'Design accepted',
      due_on: '2026-12-11',
      bills: [{ scope_item_id: 'scope_item_01m86d72r0fkxt9zq4c7w2h5nb', percent: '50' }],
    },
  })

export const milestoneUpdate = z
  .strictObject({
    name: name.optional(),
    due_on: nullable(plainDate).optional(),
    assignee_id: nullable(ids.person).optional(),
    bills: bills.optional().describe('Replaces all bills of the milestone.'),
  })
  .meta({
    id: 'MilestoneUpdate',
    description: 'What of a milestone can be changed. null clears.',
    example: { due_on: '2026-12-18' },
  })

export const milestoneListQuery = {
  ...pageQuery,
  updated_since: instant.optional().describe('Only what changed at or after this instant.'),
  engagement_id: several(ids.engagement),
  project_id: several(ids.project),
  assignee_id: several(ids.person),
  status: several(milestoneStatus),
  'due_on[gte]': plainDate.optional(),
  'due_on[lte]': plainDate.optional(),
  sort: z
    .enum(['created_at', '-created_at', 'updated_at', '-updated_at', 'due_on', '-due_on'])
    .optional()
    .describe('By `created_at` unless told. By date, milestones without one count as later than all.'),
}

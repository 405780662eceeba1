import { z } from 'zod'
import { ids, instant, money, name, nullable, percent, plainDate } from '../common/index.ts'
import { exampleId, exampleStamps } from '../example-records.ts'

export const plannedBill = z
  .object({ scope_item_id: ids.scope_item, percent: nullable(percent), amount: nullable(money) })
  .meta({
    id: 'PlannedBill',
    description: 'How much of a scope item a milestone bills: a percentage of it, or an amount.',
  })

export const plannedMilestone = z
  .object({
    id: ids.planned_milestone,
    deal_id: ids.deal,
    position: z.number().int(),
    name,
    due_on: nullable(plainDate),
    bills: z.array(plannedBill),
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'PlannedMilestone',
    description: 'A milestone that the win of a deal will make, and what its approval will bill.',
    example: {
      id: exampleId('planned_milestone'),
      deal_id: exampleId('deal'),
      position: 1,
      name: 'Design accepted',
      due_on: '2026-12-11',
      bills: [
        { scope_item_id: exampleId('scope_item'), percent: '100', amount: null },
        { scope_item_id: exampleId('scope_item', 2), percent: '100', amount: null },
      ],
      ...exampleStamps(),
    },
  })

export const plannedBillInput = z
  .strictObject({
    scope_item_id: ids.scope_item.optional(),
    key: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .describe('The `key` of a scope item of the same request, instead of an id.'),
    percent: percent.optional(),
    amount: money.optional(),
  })
  .meta({
    id: 'PlannedBillInput',
    description:
      'Either `percent` or `amount` of one scope item. An item is billed by percents or by amounts, not both; percents are at most 100 in all, amounts at most its value.',
    example: { key: 'design', percent: '100' },
  })

export const plannedMilestoneInput = z
  .strictObject({ name, due_on: nullable(plainDate).optional(), bills: z.array(plannedBillInput).max(200).optional() })
  .meta({
    id: 'PlannedMilestoneInput',
    description: 'A milestone of the plan.',
    example: { name: 'Design accepted', due_on: '2026-12-11', bills: [{ key: 'design', percent: '100' }] },
  })

export const plannedMilestonesReplace = z
  .strictObject({ planned_milestones: z.array(plannedMilestoneInput).max(200) })
  .meta({
    id: 'PlannedMilestonesReplace',
    description: 'The whole plan of an open deal; what it leaves out goes.',
    example: { planned_milestones: [{ name: 'Design accepted', due_on: '2026-12-11' }] },
  })

export const plannedMilestonesReplaced = z
  .object({ deal_id: ids.deal, version: z.number().int(), planned_milestones: z.array(plannedMilestone) })
  .meta({
    id: 'PlannedMilestonesReplaced',
    description: 'The new plan; `version` is the deal’s, which the change raised.',
  })

import { z } from 'zod'
import {
  currency,
  externalRef,
  ids,
  instant,
  isStorable,
  line,
  listQuery,
  money,
  name,
  nullable,
  page,
  plainDate,
  ratio,
  several,
  text,
} from '../common/index.ts'
import { eur, exampleId, exampleStamps } from '../example-records.ts'
import { company } from './company.ts'
import { plannedMilestone, plannedMilestoneInput } from './planned-milestone.ts'
import { scopeItem, scopeItemInput } from './scope-item.ts'

export const dealStatus = z.enum(['open', 'won', 'lost']).meta({
  id: 'DealStatus',
  description: 'Changed by win, lose and reopen.',
  'x-agencyops-open': true,
})

const tag = z.string().min(1).max(60).refine(isStorable, 'It holds a character that cannot be stored.')

export const deal = z
  .object({
    id: ids.deal,
    name,
    company_id: ids.company,
    legal_entity_id: ids.legal_entity,
    pipeline_id: ids.pipeline,
    stage_id: ids.stage,
    owner_id: nullable(ids.person),
    status: dealStatus,
    currency,
    value: money,
    probability: ratio,
    probability_override: nullable(ratio),
    weighted_value: money,
    close_on: nullable(plainDate),
    next_step: nullable(line),
    next_step_on: nullable(plainDate).describe('When the next step is due.'),
    stage_entered_at: instant,
    tags: z.array(tag),
    lost_reason_id: nullable(ids.lost_reason),
    lost_note: nullable(text),
    won_at: nullable(instant),
    lost_at: nullable(instant),
    external_ref: nullable(externalRef),
    archived_at: nullable(instant),
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
    company: company.optional(),
    scope_items: z.array(scopeItem).optional().describe('With `expand=scope_items`, and in the answer of a create.'),
    planned_milestones: z
      .array(plannedMilestone)
      .optional()
      .describe('With `expand=planned_milestones`, and in the answer of a create.'),
  })
  .meta({
    id: 'Deal',
    description:
      'Work that may be sold. `value` is the sum of its scope items’ contract values; `weighted_value` is value × probability, rounded half away from zero. `probability` is the stage’s unless `probability_override` is set; a won deal counts whole, a lost one not at all. `stage_entered_at` is when it came into its stage, or was opened again there. `company` comes with `expand=company`.',
    example: {
      id: exampleId('deal'),
      name: 'Timetable relaunch',
      company_id: exampleId('company'),
      legal_entity_id: exampleId('legal_entity'),
      pipeline_id: exampleId('pipeline'),
      stage_id: exampleId('stage', 3),
      owner_id: exampleId('person'),
      status: 'open',
      currency: 'EUR',
      value: eur(1662138),
      probability: '0.6',
      probability_override: null,
      weighted_value: eur(997283),
      close_on: '2026-12-01',
      next_step: 'Send the statement of work',
      next_step_on: '2026-11-30',
      stage_entered_at: '2026-11-26T10:00:00.000Z',
      tags: ['print'],
      lost_reason_id: null,
      lost_note: null,
      won_at: null,
      lost_at: null,
      external_ref: null,
      archived_at: null,
      ...exampleStamps(4),
    },
  })

export const dealPage = page('DealPage', deal)

const fields = {
  owner_id: nullable(ids.person).optional().describe('The person who answers for it.'),
  close_on: nullable(plainDate).optional(),
  probability_override: nullable(ratio).optional(),
  next_step: nullable(line).optional(),
  next_step_on: nullable(plainDate).optional().describe('When the next step is due.'),
  tags: z.array(tag).max(50).optional(),
}

const start = {
  company_id: ids.company,
  name,
  currency: currency.optional(),
  legal_entity_id: ids.legal_entity.optional(),
  pipeline_id: ids.pipeline.optional(),
  stage_id: ids.stage.optional(),
}

export const dealCreate = z
  .strictObject({
    ...start,
    ...fields,
    external_ref: externalRef.optional(),
    scope_items: z.array(scopeItemInput).max(200).optional(),
    planned_milestones: z.array(plannedMilestoneInput).max(200).optional(),
  })
  .meta({
    id: 'DealCreate',
    description:
      'A new open deal with its scope and its plan. Without `legal_entity_id` the default one sells; without `currency` in its base currency; without `stage_id` it begins in the first stage of the pipeline, the default one unless named.',
    example: {
      name: 'Timetable relaunch',
      company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb',
      currency: 'EUR',
      scope_items: [{ key: 'design', name: 'Design', unit_price: '4800', tax_percent: '21' }],
      planned_milestones: [
        { name: 'Design accepted', due_on: '2026-12-11', bills: [{ key: 'design', percent: '100' }] },
      ],
    },
  })

export const dealUpdate = z
  .strictObject({
    name: name.optional(),
    currency: currency.optional().describe('Only while the deal has no scope items.'),
    legal_entity_id: ids.legal_entity.optional().describe('Only while the deal is open.'),
    ...fields,
    external_ref: nullable(externalRef).optional(),
  })
  .meta({
    id: 'DealUpdate',
    description: 'What of a deal can be changed. null clears. `probability_override: null` gives it back the stage’s.',
    example: { next_step: 'Send the statement of work' },
    'x-changed-by': {
      status: 'win, lose and reopen',
      stage_id: 'move',
      stage_entered_at: 'move and reopen',
      pipeline_id: 'move',
      value: 'its scope items',
      weighted_value: 'its scope items, its stage and probability_override',
      probability: 'its stage and probability_override',
      company_id: 'clone, which makes a new deal for another company',
      scope_items: 'the operations of scope_items',
      planned_milestones: 'replacePlannedMilestones',
      lost_reason_id: 'lose',
      won_at: 'win',
      lost_at: 'lose',
      archived_at: 'archive and restore',
    },
  })

export const dealUpsert = z.strictObject({ ...start, ...fields, external_ref: externalRef }).meta({
  id: 'DealUpsert',
  description:
    'A deal by its external reference: made where there is none, else changed as a patch would. Company, pipeline and stage only count for a new one; another company is refused.',
  example: {
    name: 'Timetable relaunch',
    company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb',
    external_ref: { system: 'crm', id: '006-42' },
  },
})

export const dealMove = z
  .strictObject({ stage_id: ids.stage, before_id: ids.deal.optional(), after_id: ids.deal.optional() })
  .meta({
    id: 'DealMove',
    description:
      'The stage to move to, of any pipeline, and the deals of that stage between which to land: `before_id` will stand directly before it, `after_id` directly behind it.',
    example: { stage_id: 'stage_01m86d72r0fkxt9zq4c7w2h5nb' },
  })

export const dealWin = z
  .strictObject({})
  .meta({ id: 'DealWin', description: 'Nothing more is needed to win.', example: {} })

export const dealLose = z.strictObject({ lost_reason_id: ids.lost_reason, note: text.optional() }).meta({
  id: 'DealLose',
  description: 'Why it is lost.',
  example: { lost_reason_id: 'lost_reason_01m86d72r0fkxt9zq4c7w2h5nb', note: 'They stay with their agency.' },
})

export const dealReopen = z
  .strictObject({ stage_id: ids.stage.optional() })
  .meta({ id: 'DealReopen', description: 'The stage to go on in; the one where it was lost unless told.', example: {} })

export const dealClone = z.strictObject({ name: name.optional(), company_id: ids.company.optional() }).meta({
  id: 'DealClone',
  description: 'What the copy has instead.',
  example: { name: 'Timetable relaunch, phase 2' },
})

const inOrder = ['created_at', 'updated_at', 'value', 'close_on'] as const

export const dealListQuery = {
  ...listQuery,
  status: several(dealStatus),
  stage_id: several(ids.stage),
  pipeline_id: several(ids.pipeline),
  company_id: several(ids.company),
  owner_id: several(ids.person),
  q: z.string().min(1).max(200).optional().describe('Words in the name, without regard to case and accents.'),
  expand: several(z.enum(['company'])).describe('`company` adds the company beside its id; needs companies:read.'),
  sort: z
    .enum([...inOrder, ...inOrder.map((name) => `-${name}` as const)])
    .optional()
    .describe(
      'By `-created_at` unless told. Deals without close_on come last in both directions; values compare by their amount in minor units.',
    ),
}

export const dealGetQuery = {
  expand: several(z.enum(['company', 'scope_items', 'planned_milestones'])).describe(
    'What to add to the deal; `company` needs companies:read.',
  ),
}

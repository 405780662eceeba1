import { z } from 'zod'
import { ids, instant, listQuery, money, name, nullable, page, pageQuery, ratio, several } from '../common/index.ts'
import { eur, exampleId, exampleStamps } from '../example-records.ts'

const record = { archived_at: nullable(instant), version: z.number().int(), created_at: instant, updated_at: instant }
const byTime = z
  .enum(['created_at', '-created_at', 'updated_at', '-updated_at'])
  .optional()
  .describe('By `created_at` unless told.')

export const pipeline = z
  .object({
    id: ids.pipeline,
    name,
    is_default: z.boolean().describe('Where a deal starts that names no pipeline.'),
    ...record,
  })
  .meta({
    id: 'Pipeline',
    description: 'A way of selling: an order of stages.',
    example: { id: exampleId('pipeline'), name: 'Sales', is_default: true, archived_at: null, ...exampleStamps() },
  })
export const pipelinePage = page('PipelinePage', pipeline)
export const pipelineCreate = z
  .strictObject({ name })
  .meta({ id: 'PipelineCreate', description: 'A new pipeline, without stages.', example: { name: 'Partner sales' } })
export const pipelineUpdate = z
  .strictObject({
    name: name.optional(),
    is_default: z.literal(true).optional().describe('Makes it the default instead of the one that is.'),
  })
  .meta({ id: 'PipelineUpdate', description: 'What of a pipeline can be changed.', example: { name: 'Partners' } })
export const pipelineListQuery = { ...listQuery, sort: byTime }

const place = z.number().int().min(1).max(1000)

export const stage = z
  .object({
    id: ids.stage,
    pipeline_id: ids.pipeline,
    name,
    position: z.number().int().describe('Its place in the pipeline, from 1.'),
    probability: ratio,
    ...record,
  })
  .meta({
    id: 'Stage',
    description:
      'A step of a pipeline. `probability` is the share of such deals that are won; a deal counts with it unless it has its own.',
    example: {
      id: exampleId('stage', 3),
      pipeline_id: exampleId('pipeline'),
      name: 'Proposal',
      position: 3,
      probability: '0.6',
      archived_at: null,
      ...exampleStamps(),
    },
  })
export const stagePage = page('StagePage', stage)
export const stageCreate = z
  .strictObject({
    pipeline_id: ids.pipeline,
    name,
    probability: ratio,
    position: place.optional().describe('The last place unless told; those behind it move on.'),
  })
  .meta({
    id: 'StageCreate',
    description: 'A new stage of a pipeline.',
    example: { pipeline_id: 'pipeline_01m86d72r0fkxt9zq4c7w2h5nb', name: 'Verbal yes', probability: '0.9' },
  })
export const stageUpdate = z
  .strictObject({
    name: name.optional(),
    probability: ratio.optional(),
    position: place.optional().describe('Its new place; the others close up.'),
  })
  .meta({
    id: 'StageUpdate',
    description: 'What of a stage can be changed. A new probability weighs its open deals anew.',
    example: { probability: '0.65' },
  })
export const stageListQuery = {
  ...listQuery,
  pipeline_id: several(ids.pipeline),
  sort: z
    .enum(['position', '-position', 'created_at', '-created_at', 'updated_at', '-updated_at'])
    .optional()
    .describe('By `position` unless told.'),
}

export const lostReason = z.object({ id: ids.lost_reason, name, ...record }).meta({
  id: 'LostReason',
  description: 'Why deals are lost.',
  example: { id: exampleId('lost_reason'), name: 'Budget', archived_at: null, ...exampleStamps() },
})
export const lostReasonPage = page('LostReasonPage', lostReason)
export const lostReasonCreate = z
  .strictObject({ name })
  .meta({ id: 'LostReasonCreate', description: 'A new lost reason.', example: { name: 'Scope' } })
export const lostReasonUpdate = z
  .strictObject({ name: name.optional() })
  .meta({ id: 'LostReasonUpdate', description: 'What of a lost reason can be changed.', example: { name: 'Budget' } })
export const lostReasonListQuery = { ...listQuery, sort: byTime }

export const stageTransition = z
  .object({
    id: ids.stage_transition,
    deal_id: ids.deal,
    from_stage_id: nullable(ids.stage),
    to_stage_id: ids.stage,
    from_status: nullable(z.string()),
    to_status: z.string(),
    value: money,
    probability: ratio,
    moved_at: instant,
  })
  .meta({
    id: 'StageTransition',
    description: 'One step in a deal’s history, with its value and probability as they were after it.',
    example: {
      id: exampleId('stage_transition'),
      deal_id: exampleId('deal'),
      from_stage_id: exampleId('stage', 2),
      to_stage_id: exampleId('stage', 3),
      from_status: 'open',
      to_status: 'open',
      value: eur(1662138),
      probability: '0.6',
      moved_at: '2026-11-26T10:00:00.000Z',
    },
  })
export const stageTransitionPage = page('StageTransitionPage', stageTransition)
export const stageTransitionListQuery = { ...pageQuery }

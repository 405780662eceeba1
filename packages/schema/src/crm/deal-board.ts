import { z } from 'zod'
import { ids, money, name, nullable, pageQuery, plainDate, several } from '../common/index.ts'
import { eur, exampleId } from '../example-records.ts'
import { deal } from './deal.ts'
import { stage } from './pipeline.ts'

const companyName = z.object({ id: ids.company, name }).meta({
  id: 'CompanyName',
  description: 'A company, as a card names it.',
  example: { id: exampleId('company'), name: 'Oakmere Ferries' },
})

const personName = z.object({ id: ids.person, name }).meta({
  id: 'PersonName',
  description: 'A person, as a card names them.',
  example: { id: exampleId('person'), name: 'Mara Quill' },
})

export const dealBoardTotal = z.object({ value: money, weighted_value: money }).meta({
  id: 'DealBoardTotal',
  description: 'What the open deals of a column come to in one currency.',
  example: { value: eur(1662138), weighted_value: eur(997283) },
})

export const dealBoardCard = z
  .object({
    position: z
      .string()
      .describe(
        'Its place in its column: cards stand in the order of these texts, byte by byte, then of the deals’ ids.',
      ),
    deal,
    company: nullable(companyName).describe('Null without companies:read.'),
    owner: nullable(personName).describe('Null where the deal has none, and without members:read.'),
  })
  .meta({
    id: 'DealBoardCard',
    description: 'An open deal as a board shows it.',
    example: {
      position: 'a0V',
      deal: deal.meta()?.example,
      company: companyName.meta()?.example,
      owner: personName.meta()?.example,
    },
  })

export const dealBoardColumn = z
  .object({
    stage,
    count: z.number().int(),
    totals: z.array(dealBoardTotal).describe('One of each currency, in the order of their codes.'),
    cards: z.array(dealBoardCard),
    next_cursor: nullable(z.string()).describe(
      'Pass as `cursor` with this `stage_id` for its next cards; null on the last.',
    ),
  })
  .meta({
    id: 'DealBoardColumn',
    description:
      'A stage with its open deals. `count` and `totals` are of all that match, not only of the cards that are here.',
    example: {
      stage: stage.meta()?.example,
      count: 1,
      totals: [dealBoardTotal.meta()?.example],
      cards: [dealBoardCard.meta()?.example],
      next_cursor: null,
    },
  })

export const dealBoard = z
  .object({
    pipeline_id: ids.pipeline,
    today: plainDate.describe(
      'The tenant’s day: how long a deal stands in its stage, and what is overdue, count from it.',
    ),
    columns: z.array(dealBoardColumn).describe('In the order of the stages.'),
    cursor: nullable(z.string()).describe(
      'Where the feed of events stood before the cards were read: go on `after` it and nothing is missed. Null without events:read.',
    ),
  })
  .meta({
    id: 'DealBoard',
    description: 'The open deals of a pipeline by stage.',
    example: {
      pipeline_id: exampleId('pipeline'),
      today: '2026-12-04',
      columns: [dealBoardColumn.meta()?.example],
      cursor: 'MDFtODZkNzJyMGZreHQ5enE0Yzd3Mmg1bmIuNDI',
    },
  })

export const dealBoardQuery = {
  pipeline_id: ids.pipeline.optional().describe('The default pipeline unless told, or that of `stage_id`.'),
  stage_id: ids.stage.optional().describe('Only this column.'),
  owner_id: several(ids.person),
  q: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Words in the deal’s name or, with companies:read, its company’s, without regard to case and accents.'),
  limit: pageQuery.limit.describe('How many cards of each column, 1 to 200; 50 unless told.'),
  cursor: pageQuery.cursor.describe('`next_cursor` of the column; with its `stage_id` and the same filters.'),
}

/** Wire ↔ board. */
import { dealBoard, dealBoardQuery } from '@agencyops/schema'
import { readOperation } from '../../../http/operation.ts'
import { readDealBoard } from '../actions/read-deal-board.ts'

export const dealBoardOperations = [
  readOperation({
    id: 'getDealBoard',
    path: '/v1/deals/board',
    tag: 'deals',
    summary: 'Get the board of deals',
    description:
      'The open deals of a pipeline by stage, in the order in which people put them; archived ones are left out. Each column says how many match and what they come to, and carries its first cards; ask for further ones of a column with its `stage_id` and `next_cursor`. `cursor` is where the feed of events stood before the cards were read: what changed since comes after it.',
    scope: ['deals:read', 'pipelines:read'],
    query: dealBoardQuery,
    answers: dealBoard,
    problems: ['cursor_mismatch'],
    sdk: { resource: 'deals', method: 'board' },
    async handle({ db, principal, query, clock }) {
      const [board, { today }] = await Promise.all([readDealBoard(db, principal, query), clock()])
      return { ...board, today }
    },
  }),
]

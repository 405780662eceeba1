import { DEFAULT_LIMIT, type dealBoard, type dealBoardQuery } from '@agencyops/schema'
import type { z } from 'zod'
import type { TenantDb } from '../../../db/database.ts'
import { oftenBuilt } from '../../../db/query.ts'
import { toRow, toWire } from '../../../db/row.ts'
import { decodeCursor, encodeCursor } from '../../../http/cursor.ts'
import type { Parsed } from '../../../http/operation.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { invalidParameter } from '../../../http/problem.ts'
import { encodeFeedCursor } from '../../../outbox/feed-cursor.ts'
import { searchKey } from '../../../primitives/text.ts'
import { listBoardStages, selectBoardCards, selectBoardTotals } from '../queries/deal-board.ts'
import type { StageRow } from '../tables.ts'
import { boardCardView, boardTotalView, stageView } from '../views.ts'

type Query = Parsed<typeof dealBoardQuery>

/**
 * The board as the principal may see it, in three statements. The feed's place is read with the stages, before the deals,
 * so that a change between is heard of, at worst twice. Throws 422 for an unknown pipeline or stage, or a cursor of another column.
 */
export async function readDealBoard(
  db: TenantDb,
  principal: TenantPrincipal,
  query: Query,
): Promise<Omit<z.input<typeof dealBoard>, 'today'>> {
  const { stage_id: stageId, cursor, limit = DEFAULT_LIMIT } = query
  if (cursor !== undefined && stageId === undefined) {
    throw invalidParameter('cursor', 'needs_stage', 'A cursor goes on in one column. Name its stage_id too.')
  }
  const columnKey = (id: string | undefined) =>
    `getDealBoard ${id} ${JSON.stringify([query.q ?? null, query.owner_id ?? null])}`
  const after = cursor === undefined ? undefined : decodeCursor(cursor, columnKey(stageId))
  const { board, stages } = await findStages(db, query)
  const filters = {
    stageIds: stages.map((stage) => stage.id),
    ownerIds: query.owner_id?.map((id) => toRow(id)),
    words: query.q === undefined ? undefined : searchKey(query.q),
    inCompanies: principal.scopes.has('companies:read'),
  }
  const [totals, rows] = await db.group(
    oftenBuilt(selectBoardTotals(filters)),
    oftenBuilt(selectBoardCards(filters, { limit, after })),
  )
  const columns = stages.map((stage) => {
    const ofStage = totals.filter((row) => row.stage_id === stage.id)
    const found = rows.filter((row) => row.stage_id === stage.id)
    const cards = found.slice(0, limit)
    const last = found.length > limit ? cards.at(-1) : undefined
    return {
      stage: stageView(stage),
      count: ofStage.reduce((sum, { count }) => sum + count, 0),
      totals: ofStage.map(boardTotalView),
      cards: cards.map((row) => boardCardView(row, principal.scopes)),
      next_cursor: last
        ? encodeCursor({ id: last.id, value: last.position }, columnKey(toWire('stage', stage.id)))
        : null,
    }
  })
  const feed = { epoch: board.feed_epoch, position: board.feed_position }
  return {
    pipeline_id: toWire('pipeline', board.board_id),
    columns,
    cursor: principal.scopes.has('events:read') ? encodeFeedCursor(feed) : null,
  }
}

async function findStages(db: TenantDb, { pipeline_id: pipelineId, stage_id: stageId }: Query) {
  const rows = await db.all(
    listBoardStages({
      pipeline_id: pipelineId === undefined ? null : toRow(pipelineId),
      stage_id: stageId === undefined ? null : toRow(stageId),
    }),
  )
  const stages = rows.filter((row): row is (typeof rows)[number] & StageRow => row.id !== null)
  const [board] = rows
  if (!board && pipelineId !== undefined) {
    throw invalidParameter('pipeline_id', 'unknown_record', 'There is no such pipeline.')
  }
  if (!board || (stageId !== undefined && stages.length === 0)) {
    throw invalidParameter('stage_id', 'unknown_record', 'There is no such stage in the pipeline, or it is archived.')
  }
  return { board, stages }
}

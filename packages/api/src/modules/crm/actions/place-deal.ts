import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField } from '../../../http/problem.ts'
import {
  findPlaceBefore,
  findPlaceBehind,
  listPlaces,
  lockPlacedDeals,
  START,
  setPlaces,
} from '../queries/deal-places.ts'
import { type Gap, keyOfGap, type Place, spreadPlaces } from '../rules/deal-place.ts'

/** The deals between which another is to stand, as who asks has seen them. */
export interface Neighbours {
  before?: RowId<'deal'> | undefined
  behind?: RowId<'deal'> | undefined
}

/** A stage in which a deal is to be placed. */
interface Spot {
  stageId: RowId<'stage'>
  dealId: RowId<'deal'>
}

/** What `gapOf` decides on: read it once `lockPlaces` holds the others back. */
export function readNeighbours({ stageId, dealId }: Spot, { before, behind }: Neighbours) {
  return [
    listPlaces({ ids: [before, behind].filter((id) => id !== undefined) }),
    findPlaceBehind({ stage_id: stageId, id: before ?? START, except: dealId }),
    findPlaceBefore({ stage_id: stageId, id: behind ?? null, except: dealId }),
  ] as const
}

/**
 * The gap that the neighbours mean now; without any, the start of the stage. They may no longer stand together, so it is
 * the one behind the first, or, where that deal has left the stage, the one before the other; undefined where both have.
 * Throws 422 for a neighbour that is no deal.
 */
export function gapOf(
  { stageId, dealId }: Spot,
  { before, behind }: Neighbours,
  known: readonly (Place & { stage_id: string })[],
  next: Place | undefined,
  previous: Place | undefined,
): Gap | undefined {
  const standing = (id: string | undefined, pointer: string) => {
    if (id === undefined) return undefined
    if (id === dealId) throw invalidField(pointer, 'same_record', 'A deal has no place beside itself. Name another.')
    const place = known.find((row) => row.id === id)
    if (!place) throw invalidField(pointer, 'unknown_record', 'There is no such deal.')
    return place.stage_id === stageId ? place : undefined
  }
  const lower = standing(before, '#/before_id')
  const upper = standing(behind, '#/after_id')
  if (lower) return { lower, upper: next }
  if (upper) return { lower: previous, upper }
  return before === undefined && behind === undefined ? { lower: undefined, upper: next } : undefined
}

/** The start of a stage. */
export async function firstGap(work: UnitOfWork, { stageId, dealId }: Spot): Promise<Gap> {
  return {
    lower: undefined,
    upper: await work.first(findPlaceBehind({ stage_id: stageId, id: START, except: dealId })),
  }
}

/** A key for the gap. Where there is none that is short, the stage's deals get new ones, in the same order. */
export async function placeInGap(work: UnitOfWork, { stageId, dealId }: Spot, gap: Gap): Promise<string> {
  const key = keyOfGap(gap)
  if (key !== undefined) return key
  const others = await work.all(lockPlacedDeals({ stage_id: stageId, except: dealId }))
  const { placed, own } = spreadPlaces(others, gap)
  const positions = placed.map(({ position }) => position)
  work.later(setPlaces({ ids: placed.map(({ id }) => id), positions }), placed.length)
  return own
}

import { keyBetween, keysBetween } from '../../../primitives/order-key.ts'

/** Where a deal stands in its stage: by key, byte by byte, then by id. */
export interface Place {
  id: string
  position: string
}

/** What a deal is put between; an absent side is an end of the stage. */
export interface Gap {
  lower: Place | undefined
  upper: Place | undefined
}

const LONGEST_KEY = 50

export function comparePlaces(one: Place, other: Place): number {
  if (one.position !== other.position) return one.position < other.position ? -1 : 1
  return one.id < other.id ? -1 : Number(one.id > other.id)
}

/** Whether a place lies in the gap already. */
export function liesIn(place: Place, { lower, upper }: Gap): boolean {
  return (!lower || comparePlaces(lower, place) < 0) && (!upper || comparePlaces(place, upper) < 0)
}

/** A key for the gap; undefined where both sides have the same one, or it would grow too long: the stage is spread first. */
export function keyOfGap({ lower, upper }: Gap): string | undefined {
  if (lower && lower.position === upper?.position) return undefined
  const key = keyBetween(lower?.position ?? null, upper?.position ?? null)
  return key.length > LONGEST_KEY ? undefined : key
}

/** New, short keys for all in their order, with one for the gap among them. */
export function spreadPlaces<P extends Place>(places: readonly P[], gap: Gap): { placed: P[]; own: string } {
  const inOrder = places.toSorted(comparePlaces)
  const before = inOrder.filter((place) =>
    gap.lower ? comparePlaces(place, gap.lower) <= 0 : gap.upper && comparePlaces(place, gap.upper) < 0,
  ).length
  const keys = keysBetween(null, null, places.length + 1)
  const [own] = keys.splice(before, 1)
  return { placed: inOrder.map((place, index) => ({ ...place, position: keys[index] as string })), own: own as string }
}

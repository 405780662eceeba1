/** Which of many rows of one size can be seen. */
export interface Extent {
  /** How far it is scrolled. */
  readonly offset: number
  /** How much is seen at once. */
  readonly size: number
}

/** From the first to, without it, the second: what is seen, and some beyond either edge. */
export function seen({ offset, size }: Extent, row: number, count: number, beyond = 2): [from: number, to: number] {
  if (row <= 0) return [0, 0]
  const from = Math.floor(offset / row) - beyond
  const to = Math.ceil((offset + size) / row) + beyond
  return [Math.max(0, Math.min(from, count)), Math.max(0, Math.min(to, count))]
}

/** The rows of a stretch together with some that must stay wherever they are, in order. */
export function withPinned([from, to]: readonly [number, number], pinned: Iterable<number>): number[] {
  const rows = new Set<number>(pinned)
  for (let at = from; at < to; at++) rows.add(at)
  return [...rows].filter((row) => row >= 0).sort((one, other) => one - other)
}

/** The scroll offset, nearest to the present one, at which a row is seen whole. */
export function offsetToSee(row: number, height: number, { offset, size }: Extent): number {
  const top = row * height
  if (top < offset) return top
  return Math.max(offset, top + height - size)
}

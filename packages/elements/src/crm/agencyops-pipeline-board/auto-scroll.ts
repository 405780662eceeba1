/** How fast what is under a dragged card scrolls, in pixels a frame. */
const EDGE = 48
const FASTEST = 18

/** Negative before the first edge, positive behind the second, 0 between; the nearer to the edge the faster. */
export function scrollSpeed(at: number, from: number, to: number): number {
  const edge = Math.min(EDGE, (to - from) / 4)
  const before = from + edge - at
  const behind = at - (to - edge)
  const depth = Math.max(before, behind)
  if (depth <= 0) return 0
  const speed = Math.ceil((Math.min(depth, edge) / edge) * FASTEST)
  return before > behind ? -speed : speed
}

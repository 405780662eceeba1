/** The ids with `id` at `position` (from 1; behind the last where there are fewer), the others in their order. */
export function placeAt<Id>(ids: readonly Id[], id: Id, position: number): Id[] {
  const others = ids.filter((other) => other !== id)
  return others.toSpliced(Math.min(Math.max(position, 1), others.length + 1) - 1, 0, id)
}

/** The name that was probably meant. */

/** Damerau-Levenshtein with adjacent transpositions (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min((previous[j] as number) + 1, (row[j - 1] as number) + 1, substitution)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] as number) + 1)
      row.push(best)
    }
    before = previous
    previous = row
  }
  return previous[b.length] as number
}

const MAX_LENGTH = 64

/** The nearest candidate: one more word (`company` → `company_id`), or a few letters off; undefined where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > MAX_LENGTH) return undefined
  const longer = candidates.filter((one) => one.startsWith(`${word}_`) || one.endsWith(`_${word}`))
  if (longer.length === 1) return longer[0]
  const allowed = Math.max(1, Math.floor(word.length / 3))
  let best: { name: string; away: number } | undefined
  for (const name of candidates) {
    const away = distance(word.toLowerCase(), name.toLowerCase())
    if (away <= allowed && (!best || away < best.away)) best = { name, away }
  }
  return best?.name
}

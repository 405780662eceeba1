// A longer word is no misspelt name, and the comparison grows with the square of the length.
const MAX_LENGTH = 64

/**
 * The candidate that was probably meant, the first of equals; undefined where none is near. Letter case does not count.
 * Near is: one slip (a letter added, lost, changed, or two swapped), then a name that the word is a part of or that is
 * a part of it at an underscore (`company` → `company_id`), then a third of the word's length in slips.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word === '' || word.length > MAX_LENGTH) return undefined
  const lower = word.toLowerCase()
  let best: string | undefined
  let least = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const name of candidates) {
    const away = Math.abs(name.length - word.length) >= least ? least : slips(lower, name.toLowerCase())
    if (away < least) {
      best = name
      least = away
    }
  }
  return best !== undefined && least <= 1 ? best : (partner(lower, candidates) ?? best)
}

function partner(word: string, candidates: readonly string[]): string | undefined {
  const id = candidates.find((name) => name === `${word}_id`)
  if (id !== undefined) return id
  const longer = candidates.filter((name) => name.startsWith(`${word}_`) || name.endsWith(`_${word}`))
  // Several longer names say nothing about which was meant.
  if (longer.length > 0) return longer.length === 1 ? longer[0] : undefined
  return candidates.find((name) => word.startsWith(`${name}_`) || word.endsWith(`_${name}`))
}

/** The Damerau-Levenshtein distance in which no letter is moved twice (optimal string alignment). */
function slips(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min((previous[j] as number) + 1, (row[j - 1] as number) + 1, changed)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] as number) + 1)
      }
      row.push(least)
    }
    before = previous
    previous = row
  }
  return previous[b.length] as number
}

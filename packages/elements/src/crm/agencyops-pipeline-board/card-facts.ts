/** What a card says that no field of the deal says as it is. */

const DAY_MS = 86_400_000

/** Whole days from one calendar date to another, never below 0: a clock may have been set back. */
export function ageInDays(from: string, today: string): number {
  return Math.max(0, Math.round((Date.parse(today) - Date.parse(from)) / DAY_MS))
}

/** The first letters of the first and the last word; what is no letter, as a direction mark, is no initial. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).map((word) => word.match(/[\p{L}\p{N}\p{Extended_Pictographic}]/u)?.[0] ?? '')
  const found = words.filter(Boolean)
  return [found[0], found.length > 1 ? found.at(-1) : ''].join('').toLocaleUpperCase()
}

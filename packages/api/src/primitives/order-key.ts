/** Keys for an order that people make: between any two there is another. They compare byte by byte. */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

/** A key above `lower` and below `upper`; null is an end. `('a0', 'a1')` → `a0V`. Throws where they are equal. */
export function keyBetween(lower: string | null, upper: string | null): string {
  return generateKeyBetween(lower, upper)
}

/** So many keys in their order, as short as they can be. `(null, 'a0', 2)` → `['Zy', 'Zz']` */
export function keysBetween(lower: string | null, upper: string | null, count: number): string[] {
  return generateNKeysBetween(lower, upper, count)
}

import { ratioOf } from '../../../primitives/decimal.ts'
import type { DealStatus } from './deal-status.ts'

/**
 * The probability that counts: 1 for a won deal, 0 for a lost one, else the deal's own, else its stage's. An override
 * of 0 is a value.
 */
export function dealProbability(status: DealStatus, override: string | null, stageProbability: string): string {
  if (status === 'won') return '1'
  if (status === 'lost') return '0'
  return override ?? stageProbability
}

/** Value × probability in minor units, rounded half away from zero: 1662138 × 0.6 = 997282.8 → 997283. */
export function weightedValue(value: number, probability: string): number {
  return ratioOf(value, probability)
}

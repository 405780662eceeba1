import { describe, expect, it } from 'vitest'
import { engagementMoves, mayMove } from './engagement-status.ts'

describe('an engagement', () => {
  it.each([
    ['active', 'complete', true],
    ['active', 'reactivate', false],
    ['active', 'archive', false],
    ['completed', 'complete', false],
    ['completed', 'reactivate', true],
    ['completed', 'archive', true],
  ] as const)('that is %s: %s is %s', (status, move, allowed) => {
    expect(mayMove(status, move)).toBe(allowed)
    expect(engagementMoves(status).includes(move)).toBe(allowed)
  })
})

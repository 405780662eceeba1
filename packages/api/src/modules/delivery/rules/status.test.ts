import { describe, expect, it } from 'vitest'
import { approvalMoves, contactMoves, isApproved } from './approval-status.ts'
import { milestoneMoves } from './milestone-status.ts'

describe('legal moves', () => {
  it.each([
    ['planned', false, ['deliver']],
    ['delivered', false, ['revert', 'request_approval']],
    ['delivered', true, ['withdraw_approval']],
    ['approved', true, ['withdraw_approval']],
  ] as const)('of a %s milestone, asked for: %s', (status, requested, moves) => {
    expect(milestoneMoves(status, requested)).toEqual(moves)
  })

  it.each([
    ['requested', ['approve', 'reject', 'withdraw'], ['approve', 'reject'], false],
    ['approved', ['withdraw'], [], true],
    ['approved_with_remarks', ['withdraw'], [], true],
    ['rejected', [], [], false],
    ['withdrawn', [], [], false],
  ] as const)('of a %s approval', (status, moves, contacts, approved) => {
    expect(approvalMoves(status)).toEqual(moves)
    expect(contactMoves(status)).toEqual(contacts)
    expect(isApproved(status)).toBe(approved)
  })
})

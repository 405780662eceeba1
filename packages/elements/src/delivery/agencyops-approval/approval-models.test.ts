import { describe, expect, test } from 'vitest'
import { changedApproval, sampleSnapshot } from '../../../tests/approval-samples.ts'
import { type SnapshotChange, snapshotChanges } from './snapshot-changes.ts'
import { standing } from './standing.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })

describe('what changed of a snapshot', () => {
  const after = changedApproval().snapshot as NonNullable<ReturnType<typeof changedApproval>['snapshot']>
  const [design, print] = sampleSnapshot().lines

  test('is told file by file, line by line, the total last', () => {
    expect(snapshotChanges(sampleSnapshot(), after)).toEqual([
      { kind: 'changed', name: 'timetable-winter.pdf' },
      { kind: 'added', name: 'signs.pdf' },
      { kind: 'removed', name: 'harbour-map.svg' },
      { kind: 'changed', name: 'Design', before: eur(480000), after: eur(540000) },
      { kind: 'total', before: eur(628147), after: eur(700747) },
    ] satisfies SnapshotChange[])
  })

  test('is nothing between equal ones', () => {
    expect(snapshotChanges(sampleSnapshot(), sampleSnapshot())).toEqual([])
  })

  test.each<[string, Parameters<typeof sampleSnapshot>[0], string[]]>([
    ['a line less', { lines: [print as never] }, ['removed Design']],
    [
      'another tax on the same net',
      { lines: [{ ...design, tax_percent: '9' } as never, print as never] },
      ['changed Design'],
    ],
    ['another total alone', { total: eur(1) }, ['total undefined']],
    ['the same files in another order', { files: [...sampleSnapshot().files].reverse() }, []],
  ])('%s', (_, more, told) => {
    const changes = snapshotChanges(sampleSnapshot(), sampleSnapshot(more))
    expect(changes.map(({ kind, name }) => `${kind} ${name}`)).toEqual(told)
  })
})

test.each([
  ['requested', true, 'mine'],
  ['requested', false, 'waits'],
  ['approved', false, 'approved'],
  ['approved_with_remarks', false, 'approvedWithRemarks'],
  ['rejected', false, 'rejected'],
  ['withdrawn', false, 'withdrawn'],
] as const)('%s, to be decided by its reader: %s, stands as %s', (status, mine, stands) => {
  expect(standing({ status, can_decide: mine })).toBe(stands)
})

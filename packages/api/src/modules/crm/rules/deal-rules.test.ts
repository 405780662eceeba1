import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dealAllows, dealMoves } from './deal-status.ts'
import { type PlannedShare, planFits, planLimits } from './plan-limits.ts'
import { placeAt } from './stage-order.ts'
import { dealProbability, weightedValue } from './weighted-value.ts'

describe('the status of a deal', () => {
  it('allows what it lists', () => {
    expect(dealMoves('open')).toEqual(['move', 'win', 'lose'])
    expect(dealMoves('lost')).toEqual(['reopen'])
    expect(dealMoves('won')).toEqual([])
    expect(dealAllows('won', 'reopen')).toBe(false)
  })
})

describe('the weighted value', () => {
  it.each([
    [1662138, '0.6', 997283],
    [5, '0.1', 1],
    [-5, '0.1', -1],
    [4, '0.1', 0],
    [0, '0.8', 0],
  ])('of %i at %s is %i', (value, probability, weighted) => {
    expect(weightedValue(value, probability)).toBe(weighted)
  })

  it('pipeline-01: is the sum of products, and an override of 0 counts', () => {
    const deals = [
      { value: 40000, stage: '0.75', override: null },
      { value: 25000, stage: '0.6', override: '0' },
      { value: 15000, stage: '0.4', override: null },
    ]
    const weighted = deals.map(({ value, stage, override }) =>
      weightedValue(value, dealProbability('open', override, stage)),
    )
    expect(weighted.reduce((sum, one) => sum + one)).toBe(36000)
  })

  it('counts a won deal whole and a lost one not at all, whatever its stage', () => {
    expect(dealProbability('won', '0.2', '0.6')).toBe('1')
    expect(dealProbability('lost', '0.2', '0.6')).toBe('0')
  })
})

describe('the limits of a plan', () => {
  const share = (more: Partial<PlannedShare>): PlannedShare => ({
    milestone: 0,
    item: 'a',
    percent: null,
    amount: null,
    ...more,
  })
  const nets = new Map([
    ['a', 1000],
    ['return', -500],
  ])
  it.each<[string, PlannedShare[], string | undefined]>([
    ['100 percent in two', [share({ percent: '33.5' }), share({ milestone: 1, percent: '66.5' })], undefined],
    ['more than 100 percent', [share({ percent: '60' }), share({ milestone: 1, percent: '40.01' })], 'too_large'],
    ['nothing', [share({ percent: '0' })], 'too_small'],
    ['percent and amount', [share({ percent: '10' }), share({ milestone: 1, amount: 10 })], 'mixed_basis'],
    ['the same item twice in one milestone', [share({ percent: '10' }), share({ percent: '10' })], 'duplicate'],
    ['the whole amount', [share({ amount: 400 }), share({ milestone: 1, amount: 600 })], undefined],
    ['an amount too many', [share({ amount: 400 }), share({ milestone: 1, amount: 601 })], 'too_large'],
    ['an amount of another sign', [share({ amount: -1 })], 'wrong_sign'],
    ['an amount of nothing', [share({ amount: 0 })], 'too_small'],
    ['a return whole', [share({ item: 'return', amount: -500 })], undefined],
    ['more than a return', [share({ item: 'return', amount: -501 })], 'too_large'],
    ['a return by a sale', [share({ item: 'return', amount: 1 })], 'wrong_sign'],
  ])('%s', (_, shares, code) => {
    expect(planLimits(nets, shares).fault?.code).toBe(code)
  })

  it('never let a plan go beyond an item', () => {
    const amounts = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 6 })
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), amounts, (net, parts) => {
        const shares = parts.map((amount, milestone) => share({ milestone, amount }))
        const result = planLimits(new Map([['a', net]]), shares)
        if (result.fault) return
        expect(planFits(result.plans.get('a')?.amount ?? 0, net)).toBe(true)
      }),
    )
  })
})

describe('the order of stages', () => {
  it.each([
    [1, ['c', 'a', 'b']],
    [2, ['a', 'c', 'b']],
    [9, ['a', 'b', 'c']],
  ])('places at %i', (position, order) => {
    expect(placeAt(['a', 'b', 'c'], 'c', position)).toEqual(order)
  })
})

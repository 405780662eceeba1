import { describe, expect, it } from 'vitest'
import { chooseTax } from './tax-choice.ts'

const rate = { category: 'AE', percent: '0.00', exemption_reason: 'Reverse charge', archived_at: null }
const byRate = { tax_rate_id: 'r' }

describe('the tax of an item or a line', () => {
  it.each([
    [{ tax_percent: '21.0' }, { category: 'S', percent: '21', exemptionReason: null }],
    [{ tax_percent: '0' }, { category: 'Z', percent: '0', exemptionReason: null }],
    [
      { tax_category: 'E', tax_percent: '0', exemption_reason: 'Education' } as const,
      { category: 'E', percent: '0', exemptionReason: 'Education' },
    ],
    [byRate, { category: 'AE', percent: '0', exemptionReason: 'Reverse charge' }],
    [
      { ...byRate, exemption_reason: 'Own' },
      { category: 'AE', percent: '0', exemptionReason: 'Own' },
    ],
  ])('%o', (input, tax) => {
    expect(chooseTax(input, rate)).toEqual({ tax })
  })

  it.each([
    [{}, 'tax_percent', 'required'],
    [{ ...byRate, tax_percent: '21' }, 'tax_percent', 'conflicting'],
    [{ ...byRate, tax_category: 'S' } as const, 'tax_category', 'conflicting'],
    [{ tax_category: 'E' } as const, 'tax_percent', 'required'],
    [{ tax_category: 'E', tax_percent: '21' } as const, 'tax_percent', 'invalid'],
    [{ tax_category: 'S', tax_percent: '0' } as const, 'tax_percent', 'invalid'],
  ])('%o is refused', (input, field, code) => {
    expect(chooseTax(input, rate).fault).toMatchObject({ field, code })
  })

  it('is of no rate that is absent or archived', () => {
    expect(chooseTax(byRate, undefined).fault).toMatchObject({ field: 'tax_rate_id', code: 'unknown_record' })
    const archived = { ...rate, archived_at: '2026-12-01T00:00:00.000Z' }
    expect(chooseTax(byRate, archived).fault).toMatchObject({ field: 'tax_rate_id', code: 'archived' })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileName } from './file-name.ts'

describe('a file name', () => {
  it.each([
    ['offer.pdf', 'offer.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\mara\\plan.docx', 'plan.docx'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['a\r\nSet-Cookie: b.txt', 'aSet-Cookie: b.txt'],
    ['  two   spaces .txt ', 'two spaces .txt'],
    ['', 'file'],
    ['..', 'file'],
    ['folder/', 'file'],
    ['résumé.pdf', 'résumé.pdf'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(196)}.pdf`],
  ])('%j is kept as %j', (sent, kept) => {
    expect(fileName(sent)).toBe(kept)
  })

  it('can always be stored and never names a folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (sent) => {
        const kept = fileName(sent)
        expect(kept.length).toBeGreaterThan(0)
        expect(kept.length).toBeLessThanOrEqual(200)
        expect(kept).not.toMatch(/[/\\\0\r\n]/)
        expect(kept.isWellFormed()).toBe(true)
      }),
    )
  })
})

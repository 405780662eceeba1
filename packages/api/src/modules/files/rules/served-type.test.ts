import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentDisposition, servedType } from './served-type.ts'

describe('the type of a download', () => {
  it.each([
    ['image/png', 'image/png'],
    ['application/pdf', 'application/pdf'],
    ['text/plain', 'text/plain; charset=utf-8'],
    ['text/html', 'application/octet-stream'],
    ['image/svg+xml', 'application/octet-stream'],
    ['application/xml', 'application/octet-stream'],
    ['application/javascript', 'application/octet-stream'],
    ['application/octet-stream', 'application/octet-stream'],
  ])('%s goes out as %s', (stored, served) => {
    expect(servedType(stored)).toBe(served)
  })
})

describe('the disposition of a download', () => {
  it('says the name twice: for all, and as it is', () => {
    expect(contentDisposition('résumé "1".pdf')).toBe(
      `attachment; filename="r_sum_ _1_.pdf"; filename*=UTF-8''r%C3%A9sum%C3%A9%20%221%22.pdf`,
    )
  })

  it('is one header of ASCII for every name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        expect(contentDisposition(name)).toMatch(
          /^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[\w.~!%-]*$/,
        )
      }),
    )
  })
})

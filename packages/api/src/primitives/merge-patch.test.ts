import { expect, it } from 'vitest'
import { mergePatch } from './merge-patch.ts'

it.each([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [null, { a: 1 }, { a: 1 }],
  [{ a: 1 }, null, null],
  [{ a: 1 }, undefined, { a: 1 }],
])('%j patched with %j is %j (RFC 7396)', (current, patch, expected) => {
  const before = structuredClone(current)
  expect(mergePatch(current as unknown, patch)).toEqual(expected)
  expect(current).toEqual(before)
})

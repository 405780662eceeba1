import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
// @ts-expect-error: a script without types.
import { hashOf, signatureOf } from './stamp.mjs'

const root = mkdtempSync(path.join(tmpdir(), 'agencyops-stamp-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const write = (name: string, text: string) => writeFileSync(path.join(root, name), text)
const both = () => [signatureOf(root, ['src', 'absent']), hashOf(root, ['src', 'absent'])]

test('a signature changes with every touch, a hash with the content alone, and tests and builds change neither', () => {
  mkdirSync(path.join(root, 'src/dist'), { recursive: true })
  write('src/deal.ts', 'one')
  utimesSync(path.join(root, 'src/deal.ts'), 1, 1)
  const [signature, hash] = both()
  write('src/deal.test.ts', 'a test')
  write('src/dist/deal.js', 'a build')
  expect(both()).toEqual([signature, hash])

  utimesSync(path.join(root, 'src/deal.ts'), 2, 2)
  const touched = both()
  expect(touched[0]).not.toBe(signature)
  expect(touched[1]).toBe(hash)

  write('src/deal.ts', 'two')
  utimesSync(path.join(root, 'src/deal.ts'), 2, 2)
  expect(both()[1]).not.toBe(hash)
  write('src/new.ts', '')
  expect(both()[0]).not.toBe(touched[0])
})

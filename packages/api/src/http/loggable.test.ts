import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, startHarness } from '../testing/harness.ts'
import { loggable } from './loggable.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

const failing = (sql: string, ...parameters: unknown[]) =>
  harness.database
    .bound({})
    .all({ sql, parameters })
    .then(
      () => undefined,
      (error: Error) => error,
    )

test.each([
  ['a value of the wrong kind', () => failing('select $1::text::uuid', 'zelda@client.example')],
  ['a doubled key', () => failing(`insert into event_counter select 0, 0, now() from (select $1::text) t`, 'zelda')],
  [
    'a JavaScript error with its cause',
    async () => new Error('outer', { cause: await failing('select $1::int', 'zelda') }),
  ],
])('of %s the kind, the code and the place are logged, never the values', async (_, fail) => {
  const error = await fail()
  expect(error).toBeInstanceOf(Error)
  const logged = JSON.stringify(loggable(error))
  expect(logged).not.toContain('zelda')
  expect(logged).toMatch(/"code":"(22P02|22023|23503|42501)"/)
  expect(logged).toContain('    at ')
})

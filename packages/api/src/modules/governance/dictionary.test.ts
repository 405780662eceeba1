import { dictionary } from '@agencyops/schema'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant
beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

test('every word is there, with its fields, who may see it, and what changes it', async () => {
  const { status, body } = await tenant.get('/v1/dictionary')
  expect(status).toBe(200)
  const read = dictionary.parse(body)
  const deal = read.definitions.find(({ name }) => name === 'Deal')
  expect(deal).toMatchObject({ read_scope: 'deals:read' })
  expect(deal?.events).toContain('deal.won')
  expect(deal?.fields.find(({ name }) => name === 'status')).toMatchObject({
    type: 'DealStatus',
    changed_by: 'win, lose and reopen',
  })
  expect(deal?.fields.find(({ name }) => name === 'close_on')).toMatchObject({
    type: 'PlainDate or null',
    optional: false,
  })
  expect(read.definitions.find(({ name }) => name === 'DealStatus')?.values).toEqual(['open', 'won', 'lost'])
  expect(read.roles.find(({ name }) => name === 'contractor')?.scopes).not.toContain('costs:read')
  expect(read.problems.map(({ code }) => code)).toContain('illegal_move')
})

test('every definition says what it means, and names only definitions that exist', async () => {
  const { definitions } = dictionary.parse((await tenant.get('/v1/dictionary')).body)
  const names = new Set(definitions.map(({ name }) => name))
  expect(definitions.filter(({ meaning }) => meaning === '').map(({ name }) => name)).toEqual([])
  const types = definitions.flatMap(({ fields }) =>
    fields.flatMap(({ type }) => type.replaceAll('[]', '').split(' or ')),
  )
  expect([...new Set(types)].filter((type) => /^[A-Z]/.test(type) && !names.has(type))).toEqual([])
})

test('a key without any scope reads it, a stranger does not', async () => {
  const key = await tenant.keyWith()
  expect((await tenant.get('/v1/dictionary', { key })).status).toBe(200)
  expect((await harness.call('GET', '/v1/dictionary')).status).toBe(401)
})

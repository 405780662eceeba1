/** The wall between tenants, for every operation that names a record: small enough to run on both databases. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness } from '../packages/api/src/testing/harness.ts'
import { attempt, audience, bare, hasId, idsOf } from '../packages/api/src/testing/route-contract.ts'
import { buildWorld, operations, type World } from '../packages/api/src/testing/world.ts'

let harness: Harness
let world: World
let foreign: World

beforeAll(async () => {
  harness = await startHarness()
  world = await buildWorld(harness)
  foreign = await buildWorld(harness)
}, 120_000)
afterAll(() => harness.close())

const named = operations.filter((operation) => audience(operation) === 'tenant').map((one) => [one.id, one] as const)

describe('tenancy-01: a record of another tenant', () => {
  it.each(named.filter(([, operation]) => hasId(operation)))('is absent for %s', async (_, operation) => {
    const ask = (whose: 'foreign' | 'absent') =>
      attempt(harness, operation, {
        key: world.tenant.key,
        pathIds: idsOf(world, whose, foreign),
        bodyIds: idsOf(world, 'own', foreign),
      })
    const absent = await ask('absent')
    expect(absent.status).toBe(404)
    expect(bare(await ask('foreign'))).toEqual(bare(absent))
  })

  it.each(
    named.filter(([, operation]) => operation.kind === 'read' && operation.list !== undefined && !hasId(operation)),
  )('is in no list of %s', async (_, operation) => {
    const { status, body } = await attempt(harness, operation, {
      key: world.tenant.key,
      pathIds: idsOf(world, 'own', foreign),
    })
    expect(status).toBe(200)
    const text = JSON.stringify(body)
    for (const id of foreign.ids.values()) expect(text).not.toContain(id)
  })
})

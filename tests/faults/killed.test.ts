/** Processes, connections and the database itself are killed under writes: nothing acknowledged is lost or doubled. */
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { stopCommands } from '../../packages/api/src/testing/command.ts'
import type { PostgresTemplate } from '../../packages/api/src/testing/databases.ts'
import { createPostgresTemplate } from '../../packages/api/src/testing/databases-template.ts'
import { type Harness, startHarness } from '../../packages/api/src/testing/harness.ts'
import { type RunningPostgres, startPostgres } from '../../packages/api/src/testing/postgres.ts'
import { type Served, serve } from '../../packages/api/src/testing/served.ts'
import { expectNothingLost, startTraffic } from './traffic.ts'

const seed = Number(process.env.TEST_FAULTS_SEED ?? 7)
const rounds = Number(process.env.TEST_FAULTS_ROUNDS ?? 2)
const CLIENTS = 8

// A crash of a lent server would be its owner's, and one without fsync loses what it acknowledged.
describe.skipIf(process.env.TEST_DATABASE_URL)(`killed under writes, with the seed ${seed} (not a lent server)`, () => {
  let postgres: RunningPostgres
  let harness: Harness
  const random = generator(seed)

  beforeAll(async () => {
    postgres = await startPostgres({ durable: true })
    const template: PostgresTemplate = await createPostgresTemplate(postgres.url)
    harness = await startHarness({ server: template })
  }, 120_000)
  afterEach(stopCommands)
  afterAll(async () => {
    await harness?.close()
    await postgres?.stop()
  })

  it('kill -9 of an API process', { timeout: 120_000 }, async () => {
    const tenant = await harness.mintTenant()
    const served: Served[] = await Promise.all([serve(harness), serve(harness)])
    const traffic = await startTraffic(tenant, () => served.map(({ url }) => url), CLIENTS)
    for (let round = 1, at = 0; round <= rounds; round++) {
      await traffic.until(at + 20 + random(30))
      const victim = random(served.length)
      const { process } = (served[victim] as Served).command
      process.kill('SIGKILL')
      await once(process, 'close')
      served[victim] = await serve(harness)
      at = traffic.acknowledged
    }
    await traffic.stop()
    expect(traffic.failures).toBeGreaterThan(0)
    await expectNothingLost(harness, tenant, traffic)
  })

  it('kill -9 of a database process, after which the database recovers from a crash', {
    timeout: 120_000,
  }, async () => {
    const tenant = await harness.mintTenant()
    const served = await Promise.all([serve(harness), serve(harness)])
    const traffic = await startTraffic(tenant, () => served.map(({ url }) => url), CLIENTS)
    for (let round = 1, at = 0; round <= rounds; round++) {
      await traffic.until(at + 20 + random(30))
      const backends = await harness.admin<{ pid: number }>(
        `select pid from pg_stat_activity where backend_type = 'client backend' and usename = 'agencyops_app'`,
      )
      const victim = backends[random(backends.length)]
      if (!victim) throw new Error('Nobody is connected')
      process.kill(victim.pid, 'SIGKILL')
      at = traffic.acknowledged
    }
    await traffic.until(traffic.acknowledged + 20)
    await traffic.stop()
    expect(traffic.failures).toBeGreaterThan(0)
    await expectNothingLost(harness, tenant, traffic)
  })

  it('connections are ended in the middle of their transactions', { timeout: 120_000 }, async () => {
    const tenant = await harness.mintTenant()
    const served = await Promise.all([serve(harness), serve(harness)])
    const traffic = await startTraffic(tenant, () => served.map(({ url }) => url), CLIENTS)
    let ended = 0
    while (ended < rounds * 5) {
      const [row] = await harness.admin<{ ended: number }>(
        `select count(pg_terminate_backend(pid))::int as ended from (
           select pid from pg_stat_activity
           where usename = 'agencyops_app' and xact_start is not null and state <> 'idle' limit 3) as one`,
      )
      ended += row?.ended ?? 0
      await traffic.until(traffic.acknowledged + 1 + random(6))
    }
    await traffic.stop()
    expect(traffic.failures).toBeGreaterThan(0)
    await expectNothingLost(harness, tenant, traffic)
  })
})

/** Whole numbers below a bound, the same for the same seed. */
function generator(from: number): (below: number) => number {
  let state = from >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

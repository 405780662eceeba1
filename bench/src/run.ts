/**
 * `npm run bench`: AgencyOps against a bare server that answers the same, on a real PostgreSQL with fsync on, in
 * interleaved rounds with the floor measured twice. Options: `--rounds 5`, `--slice 1000` (ms), `--small` (a try-out).
 */

import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { createApp, diskStorage, migrate, openServerDatabase } from '@agencyops/api'
import { createPlatform } from '../../packages/api/src/db/platforms.ts'
import { provision } from '../../packages/api/src/testing/harness.ts'
import { startPostgres } from '../../packages/api/src/testing/postgres.ts'
import { loadData } from './data.ts'
import { ask, type LoadResult, load } from './load.ts'
import { startServer } from './process.ts'
import { preparedWrites, scenarios } from './scenarios.ts'
import { type Figure, table } from './table.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    slice: { type: 'string', default: '1000' },
    small: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})
const rounds = Number(values.rounds)
const milliseconds = Number(values.slice)
const size = values.small
  ? { invoicesPerTenant: 200, dealsPerTenant: 200, draftsPerTenant: 400 }
  : { invoicesPerTenant: 2000, dealsPerTenant: 2000, draftsPerTenant: 1500 }
const tenantCount = values.small ? 5 : 50
const poolSize = 16

const server = await startPostgres({ durable: true })
console.log(`${server.description}; ${cpus().length} × ${cpus()[0]?.model}; Node ${process.version}`)
const { appUrl } = await migrate({ ownerUrl: server.url })
const url = appUrl ?? server.url
const clock = { now: () => Date.now() }
const { platformId } = await createPlatform({ ownerUrl: server.url }, 'bench', clock.now())
const database = openServerDatabase({ url })
const tenants: { tenantId: number; key: string }[] = []
for (let index = 0; index < tenantCount; index++) {
  const { tenantId, mint } = await provision(database, clock, platformId, { kind: 'live', name: `Tenant ${index}` })
  const key = await mint([
    'deals:read',
    'deals:write',
    'invoices:read',
    'invoices:write',
    'invoices:issue',
    'companies:read',
  ])
  tenants.push({ tenantId, key })
}
const data = await loadData(server.url, tenants, size)
console.log(
  `${tenantCount} tenants, ${tenantCount * size.dealsPerTenant} deals, ${tenantCount * size.invoicesPerTenant} invoices`,
)

const inProcess = createApp({
  database,
  storage: diskStorage('/dev/null'),
  secrets: ['a secret of the bench that is long enough'],
  publicUrl: 'http://127.0.0.1',
})
const writes = await preparedWrites(inProcess, data)
const floor = await startServer('./floor-server.ts', { ownerUrl: server.url, appUrl: url, poolSize, writes })
const ours = await startServer('./app-server.ts', { url, poolSize })
const idleMemory = await ours.memory()

const figures: Figure[] = []
for (const scenario of scenarios(data)) {
  if (values.only && !scenario.name.includes(values.only)) continue
  if (scenario.sameBytes) {
    const [mine, bare] = [
      await ask(ours.port, scenario.sameBytes.ours),
      await ask(floor.port, scenario.sameBytes.floor),
    ]
    if (mine.body !== bare.body)
      throw new Error(`${scenario.name}: the floor answers other bytes\n${mine.body}\n${bare.body}`)
  }
  for (const connections of scenario.connections) {
    const slice = async (who: typeof floor, next: typeof scenario.ours): Promise<LoadResult & { cpu: number }> => {
      const before = await who.cpu()
      const result = await load({ port: who.port, connections, milliseconds, next })
      return { ...result, cpu: ((await who.cpu()) - before) / result.requests }
    }
    await slice(floor, scenario.floor)
    await slice(ours, scenario.ours)
    const taken: { floor: LoadResult & { cpu: number }; ours: LoadResult & { cpu: number }; control: LoadResult }[] = []
    for (let round = 0; round < rounds; round++) {
      taken.push({
        floor: await slice(floor, scenario.floor),
        ours: await slice(ours, scenario.ours),
        control: await slice(floor, scenario.floor),
      })
    }
    const middle = (of: (one: (typeof taken)[number]) => number) =>
      taken.map(of).sort((a, b) => a - b)[Math.floor(taken.length / 2)] ?? 0
    figures.push({
      scenario: scenario.name,
      connections,
      rounds: taken.map((one) => ({
        floor: one.floor.perSecond,
        ours: one.ours.perSecond,
        control: one.control.perSecond,
      })),
      p50: middle((one) => one.ours.p50),
      p99: middle((one) => one.ours.p99),
      cpu: middle((one) => one.ours.cpu),
      floorP50: middle((one) => one.floor.p50),
      floorP99: middle((one) => one.floor.p99),
      floorCpu: middle((one) => one.floor.cpu),
      failed: taken.reduce((all, one) => all + one.floor.failed + one.ours.failed + one.control.failed, 0),
    })
    console.log(table(figures.slice(-1)).split('\n').at(-1))
  }
}
console.log(`\n${table(figures)}\n`)
console.log(`memory: ${mb(idleMemory)} MB idle, ${mb(await ours.memory())} MB after the load`)
await ours.stop()
await floor.stop()
await database.close()
await server.stop()

function mb(bytes: number): number {
  return Math.round(bytes / 1024 / 1024)
}

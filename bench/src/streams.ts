/**
 * `npm run bench:streams`: what idle streams cost one process in memory, CPU and queries, on a real PostgreSQL. Options:
 * `--streams 1000`, `--tenants 4`, `--seconds 20`.
 */
import { Agent, type IncomingMessage, request } from 'node:http'
import { cpus } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { migrate, openServerDatabase } from '@agencyops/api'
import { createPlatform } from '../../packages/api/src/db/platforms.ts'
import { asAdmin } from '../../packages/api/src/testing/databases-template.ts'
import { provision } from '../../packages/api/src/testing/harness.ts'
import { startPostgres } from '../../packages/api/src/testing/postgres.ts'
import { ask } from './load.ts'
import { startServer } from './process.ts'

const { values } = parseArgs({
  options: {
    streams: { type: 'string', default: '1000' },
    tenants: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '20' },
  },
})
const count = Number(values.streams)
const seconds = Number(values.seconds)
const PER_KEY = 25

const postgres = await startPostgres({ durable: true })
console.log(`${postgres.description}; ${cpus().length} × ${cpus()[0]?.model}; Node ${process.version}`)
const { appUrl } = await migrate({ ownerUrl: postgres.url })
const clock = { now: () => Date.now() }
const { platformId } = await createPlatform({ ownerUrl: postgres.url }, 'bench', clock.now())
const database = openServerDatabase({ url: appUrl ?? postgres.url })
const keys: string[][] = []
for (let index = 0; index < Number(values.tenants); index++) {
  const { mint } = await provision(database, clock, platformId, { kind: 'live', name: `Tenant ${index}` })
  const needed = Math.ceil(count / Number(values.tenants) / PER_KEY)
  keys.push([])
  for (let key = 0; key < needed; key++)
    keys[index]?.push(await mint(['events:read', 'companies:read', 'companies:write']))
}
await database.close()

const server = await startServer('./app-server.ts', { url: appUrl ?? postgres.url, poolSize: 10 })
const authorization = (key: string) => ({ Authorization: `Bearer ${key}` })
const create = (key: string) =>
  ask(server.port, {
    method: 'POST',
    path: '/v1/companies',
    headers: { ...authorization(key), 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: `Company ${Math.random()}` }),
  })

// Everything that the first requests load is loaded, so that it is not taken for the streams' own.
for (let index = 0; index < 300; index++) await create(keys[index % keys.length]?.[0] as string)
await (await open(keys[0]?.[0] as string)).close()
await wait(2000)
const idle = await settled()

const order = keys.flat()
const streams: Awaited<ReturnType<typeof open>>[] = []
const started = performance.now()
for (let index = 0; index < count; index++) streams.push(await open(order[index % order.length] as string))
console.log(`${count} streams of ${keys.length} tenants, open in ${Math.round(performance.now() - started)} ms`)
await wait(3000)
const opened = await settled()

const [statementsBefore, cpuBefore] = [await statements(), await server.cpu()]
await wait(seconds * 1000)
const [statementsAfter, cpuAfter] = [await statements(), await server.cpu()]
const after = await settled()
console.log(`memory: ${mb(idle)} MB idle, ${mb(opened)} MB with ${count} streams, ${mb(after)} MB ${seconds} s later`)
console.log(`a stream: ${Math.round((after - idle) / count / 1024)} kB; all: ${mb(after - idle)} MB above idle`)
console.log(`statements a second while idle: ${((statementsAfter - statementsBefore) / seconds).toFixed(1)}`)
console.log(`CPU while idle: ${(((cpuAfter - cpuBefore) / seconds / 1e6) * 100).toFixed(2)} % of a core`)

const tenantStreams = streams.filter((_, index) => keys[0]?.includes(order[index % order.length] as string))
const delays: number[] = []
for (let round = 0; round < 10; round++) {
  const heard = Promise.all(tenantStreams.map((stream) => stream.next()))
  const at = performance.now()
  await create(keys[0]?.[0] as string)
  const committed = performance.now() - at
  await heard
  delays.push(performance.now() - at - committed)
  await wait(200)
}
delays.sort((a, b) => a - b)
console.log(
  `one event to ${tenantStreams.length} streams: the last hears of it ${Math.round(delays[5] as number)} ms after the write was answered (median of 10), ${Math.round(delays[9] as number)} ms at most`,
)
for (const stream of streams) await stream.close()
await server.stop()
await postgres.stop()

/** A stream that counts what it hears. */
function open(key: string) {
  return new Promise<{ next(): Promise<void>; close(): Promise<void> }>((resolve, reject) => {
    const asking = request({
      host: '127.0.0.1',
      port: server.port,
      path: '/v1/events/stream',
      headers: authorization(key),
      agent: new Agent(),
    })
    asking.on('error', reject)
    asking.on('response', (answer: IncomingMessage) => {
      if (answer.statusCode !== 200) reject(new Error(`${answer.statusCode}`))
      let waiting: (() => void) | undefined
      answer.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('data: ')) waiting?.()
      })
      answer.on('error', () => undefined)
      resolve({
        next: () =>
          new Promise((heard) => {
            waiting = heard
          }),
        close: async () => {
          asking.destroy()
        },
      })
    })
    asking.end()
  })
}

/** The least that the process needs over a second. */
async function settled(): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let index = 0; index < 10; index++) {
    least = Math.min(least, await server.memory())
    await wait(100)
  }
  return least
}

/** Statements that the database has run for the app. */
function statements(): Promise<number> {
  return asAdmin(postgres.url, async (admin) => {
    const { rows } = await admin.query<{ calls: string }>(
      `select xact_commit + xact_rollback as calls from pg_stat_database where datname = current_database()`,
    )
    return Number(rows[0]?.calls)
  })
}

function mb(bytes: number): number {
  return Math.round((bytes / 1024 / 1024) * 10) / 10
}

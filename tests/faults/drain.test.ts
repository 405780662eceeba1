/** A process is told to stop while requests come in; another one stands behind the same balancer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stopCommands } from '../../packages/api/src/testing/command.ts'
import { type Harness, startHarness, type TestTenant } from '../../packages/api/src/testing/harness.ts'
import { readStream } from '../../packages/api/src/testing/read-stream.ts'
import { type Served, serve } from '../../packages/api/src/testing/served.ts'
import { type Balancer, startBalancer } from './balancer.ts'

const PROBE_MS = 200
let harness: Harness
let tenant: TestTenant
let first: Served
let second: Served
let balancer: Balancer

beforeAll(async () => {
  harness = await startHarness({ server: true })
  tenant = await harness.mintTenant()
  const drain = { AGENCYOPS_DRAIN_SECONDS: '2' }
  ;[first, second] = await Promise.all([serve(harness, drain), serve(harness, drain)])
  balancer = await startBalancer([first.url, second.url], PROBE_MS)
})
afterAll(async () => {
  await balancer?.close()
  await stopCommands()
  await harness?.close()
})

describe('SIGTERM under load', () => {
  it('fails no request, loses no write, and ends streams politely', { timeout: 120_000 }, async () => {
    const headers = { Authorization: `Bearer ${tenant.key}`, 'Content-Type': 'application/json' }
    const failures: string[] = []
    const acknowledged: string[] = []
    let answered = 0
    let stopped = false
    const stream = readStream(await fetch(`${first.url}/v1/events/stream`, { headers }))

    async function ask(client: number): Promise<void> {
      for (let turn = 0; !stopped; turn++) {
        const name = `Company ${client}-${turn}`
        const writes = turn % 2 === 0
        try {
          const response = await fetch(`${balancer.url}/v1/companies`, {
            headers,
            ...(writes && { method: 'POST', body: JSON.stringify({ name }) }),
          })
          await response.arrayBuffer()
          answered++
          if (response.status >= 400) failures.push(`${response.status} ${response.headers.get('x-failure')}`)
          else if (writes) acknowledged.push(name)
        } catch (error) {
          failures.push(String((error as Error).cause ?? error))
        }
      }
    }
    const clients = Array.from({ length: 6 }, (_, client) => ask(client))
    const passed = async (more: number) => {
      const until = answered + more
      await expect.poll(() => answered, { timeout: 30_000 }).toBeGreaterThanOrEqual(until)
    }
    await passed(60)
    expect(balancer.given.get(first.url)).toBeGreaterThan(10)
    expect(stream.isOver()).toBe(false)

    first.command.process.kill('SIGTERM')
    await expect.poll(async () => (await fetch(`${first.url}/readyz`)).status, { timeout: 1500 }).toBe(503)
    const meanwhile = await fetch(`${first.url}/v1/companies`, { headers })
    expect([meanwhile.status, meanwhile.headers.get('connection')]).toEqual([200, 'close'])
    expect(await first.command.ended).toMatchObject({ code: 0, stderr: '' })
    expect(await stream.ended).toBeUndefined()
    await passed(60)
    stopped = true
    await Promise.all(clients)

    expect(failures).toEqual([])
    const kept = await harness.admin<{ name: string }>(`select name from company where name like 'Company %'`)
    expect(kept.map(({ name }) => name).sort()).toEqual(acknowledged.sort())
    expect((await fetch(`${second.url}/readyz`)).status).toBe(200)
  })
})

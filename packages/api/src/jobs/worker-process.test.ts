import { afterAll, beforeAll, expect, it } from 'vitest'
import { issued, makeCompany, untaxed } from '../modules/billing/billing-testing.ts'
import { runCommand, startCommand, stopCommands } from '../testing/command.ts'
import { type Harness, startHarness, TEST_SECRET, type TestTenant } from '../testing/harness.ts'

let harness: Harness
let environment: Record<string, string>
beforeAll(async () => {
  harness = await startHarness({ server: true })
  environment = { DATABASE_URL: harness.testDatabase.url as string, AGENCYOPS_SECRET: TEST_SECRET, LOG_LEVEL: 'silent' }
})
afterAll(async () => {
  await stopCommands()
  await harness.close()
})

const INVOICES = 30

async function overdue(tenant: TestTenant): Promise<string[]> {
  const { body } = await tenant.get('/v1/events?type=invoice.overdue&limit=200')
  return body.data.map(({ subject }: { subject: { id: string } }) => subject.id)
}

it('a worker that is killed in the middle of due work loses and doubles nothing', async () => {
  const tenant = await harness.mintTenant({ kind: 'live' })
  const company = await makeCompany(tenant)
  const ids: string[] = []
  for (let index = 0; index < INVOICES; index++) ids.push((await issued(tenant, company, untaxed('1'))).id)
  // As if they had been issued long ago.
  await harness.admin(`set session_replication_role = replica; update invoice set due_on = '2020-01-31'`)
  await harness.admin(`update due_work set due_at = '2020-02-01'`)
  const first = startCommand(['serve', '--only', 'workers'], environment)
  await harness.admin(`update event_counter set due_at = '2020-02-01' where tenant_id = $1`, [tenant.tenantId])
  await expect.poll(() => overdue(tenant), { interval: 2, timeout: 30_000 }).not.toEqual([])
  first.process.kill('SIGKILL')
  expect((await first.ended).signal).toBe('SIGKILL')
  expect((await overdue(tenant)).length).toBeLessThan(INVOICES)
  const second = startCommand(['serve', '--only', 'workers'], environment)
  await expect.poll(async () => (await overdue(tenant)).length, { timeout: 30_000 }).toBe(INVOICES)
  expect((await overdue(tenant)).sort()).toEqual(ids.sort())
  second.process.kill('SIGTERM')
  expect(await second.ended).toMatchObject({ code: 0 })
  expect(await harness.admin('select 1 from due_work')).toEqual([])
}, 90_000)

it('agencyops jobs lists what failed for the last time, and puts it back', async () => {
  const run = async (...args: string[]) => runCommand(['jobs', ...args, '--json'], environment)
  expect(JSON.parse((await run('list')).stdout)).toEqual({ data: [] })
  const [dead] = await harness.admin<{ id: string }>(
    `insert into jobs.job (name, data, policy, source_name, source_output)
     values ('dead_letters', '{"subject":"one"}', 'standard', 'run_due_work', '{"message":"nobody answers"}') returning id`,
  )
  const listed = JSON.parse((await run('list')).stdout)
  expect(listed.data).toMatchObject([
    { id: dead?.id, queue: 'run_due_work', error: 'nobody answers', data: { subject: 'one' } },
  ])
  expect((await run('retry')).code).toBe(2)
  expect(JSON.parse((await run('retry', dead?.id as string)).stdout)).toEqual({ retried: 1 })
  expect((await run('retry', dead?.id as string)).code).toBe(1)
  const jobs = await harness.admin(`select name, state::text, data from jobs.job`)
  expect(jobs).toEqual([{ name: 'run_due_work', state: 'created', data: { subject: 'one' } }])
}, 60_000)

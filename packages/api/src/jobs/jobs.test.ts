import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { collectReactions } from '../app.ts'
import { systemWork } from '../db/system-work.ts'
import type { UnitOfWork } from '../db/unit-of-work.ts'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'
import { listDead, retryDead } from './dead-letters.ts'
import type { JobContext } from './queues.ts'
import { startWorkers } from './workers.ts'

let harness: Harness
let tenant: TestTenant
beforeAll(async () => {
  harness = await startHarness({ server: true })
  tenant = await harness.mintTenant()
  await harness.admin(
    `update jobs.queue set retry_delay = 0, retry_backoff = false, retry_limit = 2 where name <> 'dead_letters'`,
  )
})
beforeEach(() => harness.admin('delete from jobs.job'))
afterAll(() => harness.close())

const waiting = () => harness.admin<{ data: object }>('select data from jobs.job order by created_on')

async function transact(act: (work: UnitOfWork) => void | Promise<void>, dryRun = false): Promise<void> {
  await harness.database.transaction({ tenantId: tenant.tenantId }, async (transaction) => {
    const work = systemWork(transaction, {
      tenantId: tenant.tenantId,
      live: false,
      clock: harness.clock,
      reactions: collectReactions(),
      operation: 'test',
      requestId: 'req_of_cause',
      dryRun,
    })
    await act(work)
    await work.finish()
  })
}

const working = (handle: (job: JobContext) => Promise<void>) =>
  startWorkers({
    database: harness.database,
    clock: harness.clock,
    due: { step: async () => undefined, retry: async () => undefined },
    jobs: { run_due_work: handle },
    logger: undefined,
  })

describe('a job', () => {
  it('is there if the transaction of its cause commits, with whose it is and which request caused it', async () => {
    await transact((work) => work.enqueue('run_due_work', { subject: 'one' }))
    expect(await waiting()).toEqual([
      { data: { subject: 'one', tenant_id: tenant.tenantId, request_id: 'req_of_cause' } },
    ])
  })

  it('vanishes with a transaction or a savepoint that is rolled back, and a dry run makes none', async () => {
    const failing = transact((work) => {
      work.enqueue('run_due_work', { subject: 'one' })
      throw new Error('changed its mind')
    })
    await expect(failing).rejects.toThrow('changed its mind')
    await transact(async (work) => {
      const undone = work.savepoint(async () => {
        work.enqueue('run_due_work', { subject: 'two' })
        await work.group()
        throw new Error('not this one')
      })
      await expect(undone).rejects.toThrow('not this one')
      work.enqueue('run_due_work', { subject: 'three' })
    })
    await transact((work) => work.enqueue('run_due_work', { subject: 'four' }), true)
    expect(await waiting()).toMatchObject([{ data: { subject: 'three' } }])
  })

  it('is done at once by a worker of the process that made it', async () => {
    const done: object[] = []
    const workers = await working(async (job) => void done.push(job))
    try {
      const from = performance.now()
      await transact((work) => work.enqueue('run_due_work', { subject: 'soon' }))
      await expect.poll(() => done, { interval: 10, timeout: 5000 }).toMatchObject([{ subject: 'soon' }])
      expect(performance.now() - from).toBeLessThan(1900)
    } finally {
      await workers.stop()
    }
  })

  it('is tried again when it fails, then lies among the dead letters until somebody puts it back', async () => {
    let broken = true
    const tried: object[] = []
    const workers = await working(async (job) => {
      tried.push(job)
      if (broken) throw new Error('nobody answers')
    })
    try {
      await transact((work) => work.enqueue('run_due_work', { subject: 'hard' }))
      await expect.poll(() => listDead(harness.database), { timeout: 15_000 }).toHaveLength(1)
      expect(tried).toHaveLength(3)
      const [dead] = await listDead(harness.database)
      expect(dead).toMatchObject({ queue: 'run_due_work', error: 'nobody answers', data: { subject: 'hard' } })
      broken = false
      expect(await retryDead(harness.database, ['01890000-0000-7000-8000-000000000000'])).toBe(0)
      expect(await retryDead(harness.database, [dead?.id as string])).toBe(1)
      await expect.poll(() => tried.length, { timeout: 15_000 }).toBe(4)
      expect(await listDead(harness.database)).toEqual([])
    } finally {
      await workers.stop()
    }
  }, 45_000)

  it('that is under way when its worker stops is finished first', async () => {
    let begun = false
    let finish: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      finish = resolve
    })
    const workers = await working(async () => {
      begun = true
      await held
    })
    await transact((work) => work.enqueue('run_due_work', { subject: 'long' }))
    await expect.poll(() => begun, { timeout: 10_000 }).toBe(true)
    const stopped = workers.stop()
    finish()
    await stopped
    const states = await harness.admin(`select state::text from jobs.job`)
    expect(states).toEqual([{ state: 'completed' }])
  }, 30_000)
})

/** Wire ↔ action, of the tenant and its test clock. */
import {
  tenant,
  tenantTimeZoneChange,
  tenantUpdate,
  testClock,
  testClockAdvance,
  testClockAdvanced,
  testClockFreeze,
} from '@agencyops/schema'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { changeTimeZone } from '../actions/change-time-zone.ts'
import { advanceTestClock, freezeTestClock, unfreezeTestClock } from '../actions/move-test-clock.ts'
import { type RunOnTheWay, runOnTheWay } from '../actions/run-on-the-way.ts'
import { updateTenant } from '../actions/update-tenant.ts'
import { findComingZones, findTenantRow, findTestClockRow } from '../queries/tenants.ts'
import type { TenantRow } from '../tables.ts'
import { tenantView, testClockView } from '../views.ts'

async function answerTenant(work: UnitOfWork, row: TenantRow) {
  const coming = await work.all(findComingZones({ now: work.now }))
  return tenantView(row, { now: work.now, today: work.today, timeZone: work.timeZone, state: null }, coming)
}

const clockMove = {
  tag: 'test_clock',
  scope: 'tenant:write',
  clock: 'move',
  problems: ['illegal_move', 'invalid_date'],
} as const

export const tenantOperations = [
  readOperation({
    id: 'getTenant',
    path: '/v1/tenant',
    tag: 'tenant',
    sdk: { resource: 'tenant', method: 'get' },
    summary: 'Get the tenant',
    description: 'The tenant of the credential, with its now and its today.',
    scope: 'tenant:read',
    answers: tenant,
    quick: true,
    async handle({ db, principal, clock }) {
      const now = await clock()
      const [rows, coming] = await db.group(
        findTenantRow({ id: principal.tenantId }),
        findComingZones({ now: now.now }),
      )
      const row = rows[0]
      if (!row) throw notFound('tenant')
      return tenantView(row, now, coming)
    },
  }),
  writeOperation({
    id: 'updateTenant',
    method: 'patch',
    path: '/v1/tenant',
    tag: 'tenant',
    sdk: { resource: 'tenant', method: 'update' },
    summary: 'Update the tenant',
    description: 'A JSON merge patch of its name and its locale.',
    scope: 'tenant:write',
    body: tenantUpdate,
    example: { name: 'Quillhaven Studio' },
    answers: tenant,
    ifMatch: 'optional',
    emits: ['tenant.updated'],
    handle: async (work, { body }) => answerTenant(work, await updateTenant(work, body)),
  }),
  writeOperation({
    id: 'changeTenantTimeZone',
    path: '/v1/tenant/change_time_zone',
    tag: 'tenant',
    sdk: { resource: 'tenant', method: 'changeTimeZone' },
    summary: 'Change the time zone',
    description:
      'The new zone begins at a coming midnight, so that today never goes back; dates that are past keep their meaning. Between zones more than 24 hours apart the way leads over a day of UTC. One change at a time: the next is refused until `next_time_zone` has begun.',
    scope: 'tenant:write',
    body: tenantTimeZoneChange,
    example: { time_zone: 'America/New_York' },
    answers: tenant,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['tenant.updated'],
    handle: async (work, { body }) => answerTenant(work, await changeTimeZone(work, body.time_zone)),
  }),
  readOperation({
    id: 'getTestClock',
    path: '/v1/test_clock',
    tag: 'test_clock',
    sdk: { resource: 'testClock', method: 'get' },
    summary: 'Get the test clock',
    description: 'The clock of a sandbox. A live tenant has none.',
    scope: 'tenant:read',
    answers: testClock,
    quick: true,
    async handle({ db, clock }) {
      const [now, row] = await Promise.all([clock(), db.first(findTestClockRow({}))])
      if (!row) throw notFound('test clock: a live tenant has none')
      return testClockView(row, now)
    },
  }),
  writeOperation({
    ...clockMove,
    id: 'freezeTestClock',
    path: '/v1/test_clock/freeze',
    sdk: { resource: 'testClock', method: 'freeze' },
    summary: 'Freeze the test clock',
    description:
      'The sandbox’s clock stands still, now or at a coming instant. Expiry of keys and sessions, limits and signatures go by the machine’s time and do not stand still.',
    body: testClockFreeze,
    example: { clock_at: '2027-01-29T09:00:00Z' },
    answers: testClock,
    ifMatch: 'optional',
    emits: ['test_clock.frozen'],
    async handle(work, { body }) {
      const { row, clock } = await freezeTestClock(work, body.clock_at)
      return testClockView(row, clock)
    },
  }),
  writeOperation({
    ...clockMove,
    id: 'advanceTestClock',
    path: '/v1/test_clock/advance',
    sdk: { resource: 'testClock', method: 'advance' },
    summary: 'Advance the test clock',
    description:
      'Moves the sandbox’s clock forward, frozen or running: `to` an instant, or `through` a day in the tenant’s zone; at most 370 days in one call. `ran` says what came due on the way: the clock stops at each instant at which something is due, and runs it. After 1,000 of them, or 30 seconds, it stands where it is with `done: false`; the same call goes on.',
    body: testClockAdvance,
    example: { through: '2027-02-28' },
    answers: testClockAdvanced,
    ifMatch: 'optional',
    emits: ['test_clock.advanced'],
    dryRun: false,
    before({ body, deps, ifMatch }, { tenantId }) {
      const { database, due, clock } = deps
      return runOnTheWay({ db: database.bound({ tenantId }), due, clock, tenantId }, body, ifMatch)
    },
    async handle(work, { body, prepared }) {
      const way = (prepared as RunOnTheWay | undefined) ?? { ran: [], done: true, moves: 0 }
      const { row, clock } = await advanceTestClock(work, body, way)
      return { ...testClockView(row, clock), ran: way.ran, done: way.done }
    },
  }),
  writeOperation({
    ...clockMove,
    id: 'unfreezeTestClock',
    path: '/v1/test_clock/unfreeze',
    sdk: { resource: 'testClock', method: 'unfreeze' },
    summary: 'Let the test clock run',
    description:
      'The clock runs again, with the distance to the machine’s time that it had when it was frozen or last moved: it jumps over the time that it stood still.',
    answers: testClock,
    ifMatch: 'optional',
    emits: ['test_clock.unfrozen'],
    async handle(work) {
      const { row, clock } = await unfreezeTestClock(work)
      return testClockView(row, clock)
    },
  }),
]

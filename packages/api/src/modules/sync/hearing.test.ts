import { eventTypes } from '@agencyops/schema'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RowId } from '../../db/row.ts'
import type { ContactPrincipal } from '../../http/principal.ts'
import { type ApprovalStory, askApproval } from '../../testing/approval-story.ts'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'
import { type Hearing, hearingOf, hears } from './hearing.ts'
import { selectEvents } from './queries/events.ts'
import type { EventToTell } from './tables.ts'

const ALL = { after: 0, through: 1_000_000, limit: 10_000 }
let harness: Harness
let tenant: TestTenant
let events: EventToTell[]

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
  const stories: ApprovalStory[] = [await askApproval(harness, tenant), await askApproval(harness, tenant)]
  for (const { approval } of stories) await tenant.post(`/v1/approvals/${approval.id}/withdraw`, { reason: 'Again' })
  events = await read(null)
})
afterAll(() => harness.close())

const read = (hearing: Hearing | null) =>
  harness.database.bound({ tenantId: tenant.tenantId }).all(selectEvents(hearing, ALL))

it('the database chooses what memory chooses, whoever listens', async () => {
  const engagements = [...new Set(events.flatMap(({ engagement_id }) => engagement_id ?? []))]
  const subjects = [...new Set(events.map(({ subject_id }) => subject_id))]
  expect(engagements).toHaveLength(2)
  const engagement = fc.constantFrom(...engagements, '0199c0de-7000-7000-8000-00000000dead' as RowId<'engagement'>)
  const hearing = fc.record<Hearing>({
    types: fc.oneof(
      fc.constant(new Set(eventTypes)),
      fc.subarray(eventTypes).map((some) => new Set(some)),
    ),
    subjectId: fc.option(fc.constantFrom(...subjects), { nil: undefined, freq: 3 }),
    engagementIds: fc.option(fc.uniqueArray(engagement)),
    sharedSince: fc.option(
      fc.array(fc.tuple(engagement, fc.integer({ min: 0, max: events.length + 1 }))).map((pairs) => new Map(pairs)),
    ),
  })
  let told = 0
  await fc.assert(
    fc.asyncProperty(hearing, async (one) => {
      const chosen = await read(one)
      told += chosen.length
      expect(chosen).toEqual(events.filter((event) => hears(one, event)))
    }),
    { numRuns: 200 },
  )
  expect(told).toBeGreaterThan(100)
})

it('a contact hears of what its operations show, and of nothing else that it asks for', () => {
  const contact = (...operations: string[]) =>
    ({
      kind: 'contact',
      operations: new Set(operations),
      scopes: new Set(),
      engagementIds: [],
      sharedSince: new Map(),
    }) as unknown as ContactPrincipal
  const types = (
    principal: ContactPrincipal,
    wanted?: ('invoice.issued' | 'invoice.created' | 'approval.requested')[],
  ) => [...hearingOf(principal, { types: wanted, subjectId: undefined }).types]
  expect(types(contact('streamEvents'))).toEqual([])
  expect(types(contact('getPortalApproval'), ['invoice.issued', 'approval.requested'])).toEqual(['approval.requested'])
  expect(types(contact('listPortalInvoices'), ['invoice.issued', 'invoice.created'])).toEqual(['invoice.issued'])
})

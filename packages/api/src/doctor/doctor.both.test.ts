import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'
import { tellWholeStory } from '../testing/whole-story.ts'
import { examine } from './examine.ts'
import type { Finding } from './finding.ts'

let harness: Harness
let tenant: TestTenant
beforeAll(async () => {
  harness = await startHarness()
  tenant = await tellWholeStory(harness)
  await harness.mintTenant({ kind: 'live', name: 'Empty' })
}, 120_000)
afterAll(() => harness.close())

it('finds nothing in a tenant in which everything happened', async () => {
  const found: Finding[] = []
  const { tenants, counts } = await examine({ ...harness, tell: (finding) => found.push(finding) })
  expect(found).toEqual([])
  expect({ tenants, counts }).toEqual({ tenants: 2, counts: {} })
  expect(tenant.tenantId).toBeGreaterThan(0)
})

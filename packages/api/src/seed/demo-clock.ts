import { formatInstant } from '../primitives/instant.ts'
import type { DemoClient } from './demo-client.ts'

const DAY_SECONDS = 86_400

/** How many days before the machine's today the demo's tenant begins: its oldest deal is younger. */
export const PAST_DAYS = 120

/** Moves a sandbox's running clock forward to so many days before the machine's now; one that is there already stays. */
export async function advanceToDaysAgo(client: DemoClient, days: number): Promise<void> {
  const { now, frozen, offset_seconds: offset } = await client.get('/v1/test_clock')
  const seconds = -days * DAY_SECONDS - offset
  if (frozen || seconds <= 0) return
  await client.post('/v1/test_clock/advance', { to: formatInstant(Date.parse(now) + seconds * 1000) })
}

/** The doctor, as what a test ends with. */

import type { Database } from '../db/database.ts'
import { examine } from '../doctor/examine.ts'
import type { Finding } from '../doctor/finding.ts'
import { encodeId } from '../primitives/id.ts'
import type { MachineClock } from '../primitives/machine-clock.ts'

/**
 * Throws where an invariant of the design does not hold, of one tenant or of the whole database. Files are not looked at.
 * Records that a test wrote past the API were told by no event: name the tenant that has none of them.
 */
export async function expectHealthy(
  on: { database: Database; clock?: MachineClock },
  tenant?: { tenantId: number },
): Promise<void> {
  const found: Finding[] = []
  const id = tenant && (await wireId(on.database, tenant.tenantId))
  await examine({
    database: on.database,
    ...(on.clock && { clock: on.clock }),
    ...(id && { tenant: id }),
    tell: (finding) => found.push(finding),
  })
  if (found.length === 0) return
  const lines = found.map(({ rule, record, detail }) => `${rule} ${record}: ${detail}`)
  throw new Error(`The doctor found:\n${lines.join('\n')}`)
}

async function wireId(database: Database, tenantId: number): Promise<string> {
  const row = await database
    .bound({ tenantId })
    .first<{ public_id: string }>({ sql: 'select public_id from tenant where id = $1', parameters: [tenantId] })
  return encodeId('tenant', row?.public_id as string)
}

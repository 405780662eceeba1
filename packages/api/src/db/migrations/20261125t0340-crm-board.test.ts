import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { asAdmin, OWNER_ROLE, roleUrl } from '../../testing/databases-template.ts'
import { crmBoard } from './20261125t0340-crm-board.ts'
import { migrations } from './index.ts'

const { adminUrl, run } = inject('postgresTemplate')
const name = `t_${run}_${randomUUID().slice(0, 8)}`
const as = (role: string) => roleUrl(adminUrl, role, name)
const superuser = () => as(new URL(adminUrl).username)
const apply = (some: typeof migrations) =>
  asAdmin(as(OWNER_ROLE), async (owner) => {
    for (const statement of some.flatMap(({ statements }) => statements)) await owner.query(statement)
  })

beforeAll(async () => {
  await asAdmin(adminUrl, (admin) => admin.query(`CREATE DATABASE ${name} OWNER ${OWNER_ROLE}`))
  await apply(migrations.slice(0, migrations.indexOf(crmBoard)))
})
afterAll(() => asAdmin(adminUrl, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`)))

it('gives the deals that are there a place, newest first, and since when they stand in their stage', async () => {
  const [stage, other, old, middle, young] = Array.from({ length: 5 }, () => randomUUID())
  await asAdmin(superuser(), async (admin) => {
    await admin.query('SET session_replication_role = replica')
    for (const [id, at, tenant, where] of [
      [old, '2026-01-01', 1, stage],
      [middle, '2026-02-01', 1, stage],
      [young, '2026-03-01', 1, stage],
      [randomUUID(), '2026-02-15', 2, stage],
      [randomUUID(), '2026-02-15', 1, other],
    ])
      await admin.query(
        `INSERT INTO deal (tenant_id, id, name, search_key, company_id, legal_entity_id, pipeline_id, stage_id, status, currency, value_minor, probability, weighted_value_minor, created_at, updated_at)
         VALUES ($3, $1, 'Deal', 'deal', $1, $1, $1, $4, 'open', 'EUR', 0, 0, 0, $2, $2)`,
        [id, at, tenant, where],
      )
    for (const [status, at] of [
      ['open', '2026-01-05'],
      ['lost', '2026-01-09'],
    ])
      await admin.query(
        `INSERT INTO stage_transition (tenant_id, id, deal_id, change_id, to_stage_id, to_status, value_minor, currency, probability, moved_at, actor)
         VALUES (1, $4, $1, $1, $2, $5, 0, 'EUR', 0, $3, '{}')`,
        [old, stage, at, randomUUID(), status],
      )
  })
  await apply([crmBoard])
  const { rows } = await asAdmin(superuser(), (admin) =>
    admin.query(
      `SELECT id, position, to_char(stage_entered_at, 'YYYY-MM-DD') AS entered FROM deal
       WHERE tenant_id = 1 AND stage_id = $1 ORDER BY position, id`,
      [stage],
    ),
  )
  expect(rows).toEqual([
    { id: young, position: 'd0001', entered: '2026-03-01' },
    { id: middle, position: 'd0002', entered: '2026-02-01' },
    { id: old, position: 'd0003', entered: '2026-01-05' },
  ])
  const forced = await asAdmin(superuser(), (admin) =>
    admin.query(`SELECT relname FROM pg_class WHERE relname IN ('deal', 'stage_transition') AND relforcerowsecurity`),
  )
  expect(forced.rowCount).toBe(2)
})

/** What a board of deals shows: since when a deal stands in its stage, what comes next and when, and its place there. */
import type { Migration } from './index.ts'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** An order key of row number `n`: `d` heads an integer of four digits to the base of 62. */
const key = (n: string) =>
  `'d' || ${[238_328, 3844, 62, 1].map((weight) => `substr('${DIGITS}', (${n} / ${weight} % 62)::int + 1, 1)`).join(' || ')}`

export const crmBoard: Migration = {
  name: '20261125t0340-crm-board',
  statements: [
    `ALTER TABLE deal ADD COLUMN next_step_on date, ADD COLUMN stage_entered_at timestamptz(3),
      ADD COLUMN position text COLLATE "C"`,
    // The owner is bound to no tenant, so the rows of all are seen only while the policy does not hold for it.
    `ALTER TABLE deal NO FORCE ROW LEVEL SECURITY`,
    `ALTER TABLE stage_transition NO FORCE ROW LEVEL SECURITY`,
    // A deal that is won or lost stays in its stage: those steps enter none.
    `UPDATE deal SET stage_entered_at = coalesce((SELECT max(t.moved_at) FROM stage_transition t
        WHERE t.tenant_id = deal.tenant_id AND t.deal_id = deal.id AND t.to_status = 'open'), deal.created_at),
      position = placed.position
      FROM (SELECT tenant_id, id, ${key('n')} AS position FROM (SELECT tenant_id, id, row_number() OVER
          (PARTITION BY tenant_id, stage_id ORDER BY created_at DESC, id DESC) AS n FROM deal) numbered) placed
      WHERE placed.tenant_id = deal.tenant_id AND placed.id = deal.id`,
    `ALTER TABLE stage_transition FORCE ROW LEVEL SECURITY`,
    `ALTER TABLE deal FORCE ROW LEVEL SECURITY`,
    `ALTER TABLE deal ALTER COLUMN stage_entered_at SET NOT NULL, ALTER COLUMN position SET NOT NULL`,
    `DROP INDEX deal_board`,
    `CREATE INDEX deal_board ON deal (tenant_id, stage_id, position, id) WHERE status = 'open'`,
  ],
}

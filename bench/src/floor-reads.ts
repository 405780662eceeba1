/** The bare server's reads: plain prepared SQL as the database's owner, laid out by the same views. */
import type pg from 'pg'
import { encodeCursor } from '../../packages/api/src/http/cursor.ts'
import { invoiceSummaryView, invoiceView } from '../../packages/api/src/modules/billing/views.ts'
import { dayIn } from '../../packages/api/src/primitives/day.ts'

const ZONE = 'Europe/Amsterdam'
const INVOICE = 'select * from invoice where tenant_id = $1 and id = $2'
const LINES = 'select * from invoice_line where tenant_id = $1 and invoice_id = $2 order by position'
const TAXES = 'select * from invoice_tax where tenant_id = $1 and invoice_id = $2 order by position'
const PAGE = `select id, number, status, company_id, legal_entity_id, engagement_id, milestone_id, currency, issued_on, due_on, purchase_order,
  net_minor, tax_minor, total_minor, paid_minor, credited_minor, balance_minor, external_system, external_id, version, created_at, updated_at
  from invoice where tenant_id = $1 and status = $2 order by created_at desc, id desc limit 51`

/** `/invoice/<tenant>/<id>` and `/page/<tenant>` → the body. */
export function floorReads(pool: pg.Pool): (url: string) => Promise<string> {
  const rows = async (name: string, text: string, values: unknown[]) => (await pool.query({ name, text, values })).rows
  const today = () => dayIn(ZONE, Date.now())
  return async (url) => {
    const [, kind, tenantId, id] = url.split('/')
    if (kind === 'invoice') {
      const [[invoice], lines, taxes] = await Promise.all([
        rows('invoice', INVOICE, [tenantId, id]),
        rows('lines', LINES, [tenantId, id]),
        rows('taxes', TAXES, [tenantId, id]),
      ])
      return JSON.stringify(invoiceView({ invoice, lines, taxes }, today()))
    }
    const page = await rows('page', PAGE, [tenantId, 'issued'])
    const more = page.length > 50
    if (more) page.pop()
    const last = page.at(-1)
    const list = 'listInvoices -created_at {"status":["issued"]}'
    return JSON.stringify({
      data: page.map((row) => invoiceSummaryView(row, today())),
      next_cursor: more && last ? encodeCursor({ id: last.id, value: last.created_at }, list) : null,
    })
  }
}

/** Work for an instant, and when the counter says that it is due. */
import { type Rule, TENANT, within } from '../rule.ts'

export const dueWorkRules: Rule[] = [
  {
    name: 'tenant.due_at',
    meaning:
      'The counter says when, by the machine, the earliest due work is due; nothing while the clock stands before it.',
    over: 'tenant',
    sql: `select ${TENANT} as id, n.due_at as stored, w.at as earliest, c.offset_ms, c.frozen_at from event_counter n
      cross join (select min(due_at) as at from due_work) w left join test_clock c on true
      where n.tenant_id = current_setting('app.tenant_id')::int and case when c.frozen_at is null
        then n.due_at is distinct from w.at - coalesce(c.offset_ms, 0) * interval '1 millisecond'
        else (n.due_at is not null) <> coalesce(w.at <= c.frozen_at, false) end`,
    detail: 'The earliest work is due at {earliest} of the tenant’s clock; the counter says {stored}.',
    mend: 'Schedule anything, or move the test clock: both settle the counter anew.',
  },
  {
    name: 'due_work.invoice',
    meaning: 'What becomes overdue is an invoice with something open.',
    over: 'due_work',
    sql: `select w.id, w.due_at, i.number, i.status from due_work w left join invoice i on i.tenant_id = w.tenant_id and i.id = w.subject
      where ${within('w')} and w.kind = 'invoice_overdue' and coalesce(i.status, 'draft') not in ('issued', 'partially_paid')`,
    detail: 'The invoice {number}, due to become overdue at {due_at}, is {status}.',
    mend: 'Delete the row, as the owner: running it would tell of nothing.',
  },
]

/** What was recorded: changes, events and audit entries, and the clock that they carry. */
import { MACHINE_NOW, NOW, of, type Rule, SKEW, TENANT, within } from '../rule.ts'

/** The counter has no policy of its own. */
const OWN_COUNTER = `n.tenant_id = current_setting('app.tenant_id')::int`

/** Records of which each change is an event with their version. */
const TOLD = [
  'company',
  'contact',
  'engagement',
  'milestone',
  'approval',
  'invoice',
  'credit_note',
  'payment',
  'file',
  'project',
]

const told = (table: string): Rule => ({
  name: `${table}.told`,
  meaning: 'The last event of a record names its version: no change of it went untold.',
  over: table,
  sql: `select * from (select r.id, r.version, (select e.subject_version from audit_entry a join change c on c.tenant_id = a.tenant_id and c.id = a.change_id
          join event e on ${of('e', 'change_id', 'c')} and e.subject_id = a.subject_id
        where ${of('a', 'subject_id', 'r')} order by c.position desc, e.position desc limit 1) as told
      from ${table} r where ${within('r')}) f where f.version is distinct from f.told`,
  detail: 'It is at version {version}; its last event told version {told}.',
  mend: 'Something wrote the record without the API. Change it once by the API, so that readers of the feed see it.',
})

export const feedRules: Rule[] = [
  {
    name: 'event.positions',
    meaning: 'Events have the positions from 1 to the counter, without a gap.',
    over: 'tenant',
    sql: `select ${TENANT} as id, e.n as events, e.first, e.last, n.position as counter,
        (select g.position + 1 from event g where g.position < n.position and not exists (select 1 from event h
          where h.tenant_id = g.tenant_id and h.position = g.position + 1) order by g.position limit 1) as missing
      from event_counter n cross join (select count(*) as n, min(position) as first, max(position) as last from event) e
      where ${OWN_COUNTER} and (e.n, coalesce(e.first, 1), coalesce(e.last, 0)) is distinct from (n.position, 1, n.position)`,
    detail: '{events} events stand from {first} to {last}, the counter at {counter}; {missing} is missing first.',
    mend: 'Restore the events from a backup. Until then give the tenant a new feed_epoch, so that readers begin anew.',
  },
  {
    name: 'change.events',
    meaning: 'The events of a change follow those of the change before it, one behind the other, up to its position.',
    over: 'change',
    sql: `select c.id, c.position, b.position as before, e.n as events, e.first, e.last from change c
      left join lateral (select b.position from change b where b.tenant_id = c.tenant_id and b.position < c.position order by b.position desc limit 1) b on true
      cross join lateral (select count(*) as n, min(e.position) as first, max(e.position) as last from event e where ${of('e', 'change_id', 'c')}) e
      where ${within('c')} and (e.last is distinct from c.position or e.first is distinct from coalesce(b.position, 0) + 1 or e.n <> e.last - e.first + 1)`,
    detail: 'The change at {position}, after the one at {before}, has {events} events from {first} to {last}.',
    mend: 'Restore its events from a backup.',
  },
  {
    name: 'change.audit',
    meaning: 'Each event of a change has its audit entry: the same action on the same record.',
    over: 'change',
    sql: `select c.id, c.position, e.n as events, a.n as entries from change c
      cross join lateral (select count(*) as n, array_agg(e.type || e.subject_id order by e.type || e.subject_id) as what from event e where ${of('e', 'change_id', 'c')}) e
      cross join lateral (select count(*) as n, array_agg(a.action || a.subject_id order by a.action || a.subject_id) as what from audit_entry a where ${of('a', 'change_id', 'c')}) a
      where ${within('c')} and e.what is distinct from a.what`,
    detail: 'The change at {position} has {events} events and {entries} audit entries that do not tell the same.',
    mend: 'Restore its audit entries from a backup.',
  },
  {
    name: 'change.order',
    meaning: 'The time of changes never goes back.',
    over: 'change',
    sql: `select c.id, c.position, c.at, b.at as before from change c
      cross join lateral (select b.at from change b where b.tenant_id = c.tenant_id and b.position < c.position order by b.position desc limit 1) b
      where ${within('c')} and c.at < b.at`,
    detail: 'The change at {position} is of {at}, after one of {before}.',
    mend: 'Set the time to that of the change before it, as the owner.',
  },
  {
    name: 'tenant.counter',
    meaning: 'The counter has the time of the last change, and it is not ahead of the tenant’s clock.',
    over: 'tenant',
    sql: `select ${TENANT} as id, n.at as counter_at, c.at as change_at, ${NOW} as now from event_counter n
      left join lateral (select at from change order by position desc limit 1) c on true
      where ${OWN_COUNTER} and (n.at > ${NOW} + ${SKEW} or c.at is distinct from n.at)`,
    detail: 'The counter stands at {counter_at}, the last change at {change_at}; now is {now}.',
    mend: 'See which clock was ahead; times go on from the later one until now has passed it.',
  },
  {
    name: 'idempotency_record.time',
    meaning: 'An answer is kept for 24 hours and gone within 30 days after.',
    over: 'tenant',
    sql: `select ${TENANT} as id, r.key, r.operation, r.expires_at, ${MACHINE_NOW} as now from idempotency_record r
      where r.expires_at < ${MACHINE_NOW} - interval '30 days' or r.expires_at > ${MACHINE_NOW} + interval '24 hours' + ${SKEW}`,
    detail: 'The answer of {operation} was kept until {expires_at}; now is {now}.',
    mend: 'Delete the row: nobody is answered from it.',
  },
  ...TOLD.map(told),
]

/** The sold dollar: what of a scope item was earned, billed and written off. */
import { of, priced, type Rule, within } from '../rule.ts'

const APPROVED = `(select coalesce(sum(l.net_minor), 0) from approval_line l where ${of('l', 'scope_item_id', 's')} and not l.withdrawn)`
const INVOICED = `(select coalesce(sum(l.net_minor), 0) from invoice_line l where ${of('l', 'scope_item_id', 's')})`
const credited = (which: string) =>
  `(select coalesce(sum(l.net_minor), 0) from credit_note_line l where ${of('l', 'scope_item_id', 's')}${which})`
const BILLS = `(select b.percent, b.amount_minor from milestone_bill b where ${of('b', 'scope_item_id', 's')} and s.engagement_id is not null
  union all select b.percent, b.amount_minor from planned_bill b where ${of('b', 'scope_item_id', 's')} and s.engagement_id is null)`
const beyond = (column: string) =>
  `abs(s.${column}) > abs(s.contract_value_minor) or sign(s.${column}) * sign(s.contract_value_minor) < 0`

const compare = (name: string, meaning: string, column: string, expected: string, mend: string): Rule => ({
  name: `scope_item.${name}`,
  meaning,
  over: 'scope_item',
  sql: `select * from (select s.id, s.${column} as stored, ${expected} as recomputed from scope_item s where ${within('s')}) f
    where f.stored is distinct from f.recomputed`,
  detail: `${column} is {stored}; recomputed it is {recomputed}.`,
  mend,
})

const FIGURE = 'Find what moved the item in its audit trail, then set the column to the recomputed figure as the owner.'

export const scopeItemRules: Rule[] = [
  compare(
    'original_value',
    'Its original value is quantity × unit price, rounded once.',
    'original_value_minor',
    priced('s'),
    'Compare quantity and price with the audit trail of the item; one of the three was changed behind the API.',
  ),
  compare(
    'contract_value',
    'Its contract value is the original value and the approved changes.',
    'contract_value_minor',
    's.original_value_minor + s.approved_changes_minor',
    FIGURE,
  ),
  compare('earned', 'What it earned is the sum of its approved lines.', 'earned_minor', APPROVED, FIGURE),
  compare(
    'approved_percent',
    'Its approved percentage is the sum of its approved lines’.',
    'approved_percent',
    `(select coalesce(sum(l.percent), 0) from approval_line l where ${of('l', 'scope_item_id', 's')} and not l.withdrawn)`,
    FIGURE,
  ),
  compare(
    'billed',
    'What is billed is the sum of its invoice lines less what credit notes took back.',
    'billed_minor',
    `${INVOICED} - ${credited('')}`,
    FIGURE,
  ),
  compare(
    'written_off',
    'What is written off is the sum of its credits that did not release the work.',
    'written_off_minor',
    credited(' and not l.released'),
    FIGURE,
  ),
  {
    name: 'scope_item.split',
    meaning: 'Billed, unbilled and written off are what it earned.',
    over: 'scope_item',
    sql: `select s.id, s.earned_minor as earned, s.billed_minor as billed, s.unbilled_minor as unbilled, s.written_off_minor as written_off
      from scope_item s where ${within('s')} and s.billed_minor + s.unbilled_minor + s.written_off_minor <> s.earned_minor`,
    detail: 'Billed {billed}, unbilled {unbilled} and written off {written_off} do not make {earned}, what it earned.',
    mend: FIGURE,
  },
  {
    name: 'scope_item.limits',
    meaning: 'Nothing of it goes beyond its contract value or against its sign, no percentage beyond 100.',
    over: 'scope_item',
    sql: `select s.id, s.contract_value_minor as contract_value, s.earned_minor as earned, s.billed_minor as billed,
        s.unbilled_minor as unbilled, s.written_off_minor as written_off, s.planned_minor as planned,
        s.planned_percent, s.approved_percent
      from scope_item s where ${within('s')} and (${['earned', 'billed', 'unbilled', 'written_off', 'planned'].map((one) => beyond(`${one}_minor`)).join(' or ')}
        or s.planned_percent not between 0 and 100 or s.approved_percent not between 0 and 100)`,
    detail: 'Of a contract value of {contract_value}, {earned} is earned and {billed} billed.',
    mend: 'Credit what was billed beyond the contract value, or approve the change that it stands for.',
  },
  {
    name: 'scope_item.planned',
    meaning: 'What is planned of it is the sum of the bills that name it.',
    over: 'scope_item',
    sql: `select s.id, s.planned_percent, s.planned_minor as planned, b.percent as bills_percent, b.amount as bills
      from scope_item s cross join lateral (select coalesce(sum(percent), 0) as percent, coalesce(sum(amount_minor), 0) as amount from ${BILLS} x) b
      where ${within('s')} and (s.planned_percent <> b.percent or s.planned_minor <> b.amount)`,
    detail: 'Planned are {planned_percent} percent and {planned}; the bills make {bills_percent} percent and {bills}.',
    mend: 'Set planned_percent and planned_minor to what the bills make, as the owner.',
  },
  {
    name: 'scope_item.approved_share',
    meaning:
      'What was approved of it is its share by the approved percentage; each withdrawn part may leave one minor unit.',
    over: 'scope_item',
    sql: `select s.id, a.net as approved, s.approved_percent, round(s.contract_value_minor * s.approved_percent / 100) as share
      from scope_item s cross join lateral (select coalesce(sum(l.net_minor) filter (where not l.withdrawn), 0) as net,
          count(*) filter (where l.withdrawn) as withdrawn from approval_line l where ${of('l', 'scope_item_id', 's')}) a
      where ${within('s')} and s.billing_basis = 'percent' and s.approved_changes_minor = 0
        and abs(a.net - round(s.contract_value_minor * s.approved_percent / 100)) > a.withdrawn`,
    detail: '{approved} was approved, but {approved_percent} percent of it are {share}.',
    mend: 'Look at its approvals: one of their lines differs from the snapshot that its contact approved.',
  },
  {
    name: 'scope_item.engagement',
    meaning: 'It belongs to the engagement of its deal, once there is one, and is in the deal’s currency.',
    over: 'scope_item',
    sql: `select s.id, s.engagement_id as stored, e.id as engagement, s.currency, d.currency as deal_currency
      from scope_item s join deal d on d.tenant_id = s.tenant_id and d.id = s.deal_id
      left join engagement e on e.tenant_id = d.tenant_id and e.deal_id = d.id
      where ${within('s')} and (s.engagement_id is distinct from e.id or s.currency <> d.currency)`,
    detail: 'It stands in the engagement {stored} in {currency}; its deal has {engagement} in {deal_currency}.',
    mend: 'Set engagement_id and currency to those of the deal, as the owner.',
  },
]

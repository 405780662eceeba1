/** Milestones, approvals and their evidence. */
import { lastAction, of, type Rule, within } from '../rule.ts'

const STANDS = `('approved', 'approved_with_remarks')`

export const deliveryRules: Rule[] = [
  {
    name: 'milestone.place',
    meaning: 'Its project and the scope items that it bills are of its engagement.',
    over: 'milestone',
    sql: `select m.id, m.engagement_id as engagement, p.engagement_id as project_engagement, s.id as scope_item, s.engagement_id as item_engagement
      from milestone m join project p on p.tenant_id = m.tenant_id and p.id = m.project_id
      left join lateral (select s.id, s.engagement_id from milestone_bill b join scope_item s on s.tenant_id = b.tenant_id and s.id = b.scope_item_id
        where ${of('b', 'milestone_id', 'm')} and s.engagement_id is distinct from m.engagement_id order by s.id limit 1) s on true
      where ${within('m')} and (p.engagement_id <> m.engagement_id or s.id is not null)`,
    detail: 'It is of {engagement}, its project of {project_engagement}; it bills {scope_item} of {item_engagement}.',
    mend: 'Take the bill away by an update of the milestone.',
  },
  {
    name: 'milestone.approval',
    meaning: 'It is approved while an approval of it stands, and delivered while one is asked for.',
    over: 'milestone',
    sql: `select m.id, m.status, a.status as approval_status from milestone m
      left join approval a on ${of('a', 'milestone_id', 'm')} and a.status in ('requested', 'approved', 'approved_with_remarks')
      where ${within('m')} and ((m.status = 'approved') <> coalesce(a.status in ${STANDS}, false) or (a.status = 'requested' and m.status <> 'delivered'))`,
    detail: 'The milestone is {status}, its approval {approval_status}.',
    mend: 'The evidence says what was decided: set the status of the other one to it, as the owner.',
  },
  {
    name: 'milestone.history',
    meaning: 'Its status is reached by what is recorded of it, and its instants are those of its status.',
    over: 'milestone',
    sql: `select * from (select m.id, m.status, m.delivered_at, m.approved_at,
          ${lastAction('m', 'milestone.created', 'milestone.delivered', 'milestone.reverted', 'milestone.approved')} as last
        from milestone m where ${within('m')}) f
      where not coalesce(case f.status when 'approved' then f.last = 'milestone.approved'
          when 'delivered' then f.last in ('milestone.delivered', 'milestone.reverted')
          else f.last in ('milestone.created', 'milestone.reverted') end, false)
        or (f.status = 'planned') <> (f.delivered_at is null) or (f.status = 'approved') <> (f.approved_at is not null)`,
    detail:
      'The milestone is {status}, delivered {delivered_at} and approved {approved_at}, but {last} was recorded last.',
    mend: 'Something wrote the status without the API: set it to what was recorded.',
  },
  {
    name: 'approval.history',
    meaning: 'Its status is what is recorded of it.',
    over: 'approval',
    sql: `select * from (select a.id, a.status, ${lastAction('a', 'approval.requested', 'approval.approved', 'approval.rejected', 'approval.withdrawn')} as last
        from approval a where ${within('a')}) f
      where f.last is distinct from 'approval.' || case f.status when 'approved_with_remarks' then 'approved' else f.status end`,
    detail: 'The approval is {status}, but {last} was recorded last.',
    mend: 'Something wrote the status without the API: set it to what was recorded.',
  },
  {
    name: 'approval.place',
    meaning: 'It is of its milestone’s engagement, and asks a contact of that company.',
    over: 'approval',
    sql: `select a.id, a.engagement_id as engagement, m.engagement_id as milestone_engagement, c.company_id as contact_company, e.company_id as company
      from approval a join milestone m on m.tenant_id = a.tenant_id and m.id = a.milestone_id
      join engagement e on e.tenant_id = m.tenant_id and e.id = m.engagement_id join contact c on c.tenant_id = a.tenant_id and c.id = a.contact_id
      where ${within('a')} and (a.engagement_id <> m.engagement_id or c.company_id <> e.company_id)`,
    detail:
      'It is of {engagement}, its milestone of {milestone_engagement}; the contact is of {contact_company}, not {company}.',
    mend: 'Withdraw it and ask a contact of the client.',
  },
  {
    name: 'approval.evidence',
    meaning: 'A decision has one evidence, of the same contact, decision, hash and time.',
    over: 'approval',
    sql: `select a.id, a.status, a.sha256, e.n as evidences, e.decision, e.sha256 as evidence_sha256
      from approval a cross join lateral (select count(*) as n, min(v.decision) as decision, min(v.sha256) as sha256, min(v.contact_id::text) as contact_id,
          min(v.decided_at) as decided_at from approval_evidence v where ${of('v', 'approval_id', 'a')}) e
      where ${within('a')} and (e.n <> (a.decided_at is not null)::int or a.decided_at is distinct from e.decided_at
        or e.sha256 is distinct from a.sha256 or e.contact_id <> a.contact_id::text
        or (a.status <> 'withdrawn' and a.decided_at is not null and e.decision is distinct from a.status))`,
    detail:
      'The approval is {status} with the hash {sha256}; {evidences} evidences say {decision} with {evidence_sha256}.',
    mend: 'Evidence is never changed: restore the row from a backup.',
  },
  {
    name: 'approval_evidence.hash',
    meaning: 'The hash is that of the snapshot that was decided on.',
    over: 'approval_evidence',
    sql: `select * from (select v.id, v.sha256 as stored, encode(sha256(convert_to(v.snapshot, 'UTF8')), 'hex') as recomputed
        from approval_evidence v where ${within('v')}) f where f.stored <> f.recomputed`,
    detail: 'The evidence has the hash {stored}; its bytes have {recomputed}.',
    mend: 'Evidence is never changed: restore the row from a backup.',
  },
  {
    name: 'approval.figures',
    meaning: 'Net and tax are what the snapshot shows; its standing lines make the net.',
    over: 'approval',
    sql: `select a.id, a.status, a.net_minor as net, a.tax_minor as tax, l.net as lines
      from approval a join approval_evidence v on ${of('v', 'approval_id', 'a')}
      cross join lateral (select coalesce(sum(l.net_minor), 0) as net, coalesce(bool_or(l.withdrawn <> (a.status = 'withdrawn')), false) as torn
        from approval_line l where ${of('l', 'approval_id', 'a')}) l
      where ${within('a')} and (l.torn or (v.decision in ${STANDS} and l.net <> a.net_minor)
        or position(format('"net":{"amount":%s,"currency":"%s"},"tax":{"amount":%s,"currency":"%s"}', a.net_minor, a.currency, a.tax_minor, a.currency) in v.snapshot) = 0)`,
    detail: 'The {status} approval is of {net} and {tax} tax; its lines make {lines}.',
    mend: 'The snapshot is what was decided on: set the figures of the approval and its lines to it, as the owner.',
  },
]

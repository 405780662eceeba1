/** Deals, the history of their stages, and the engagements that they became. */
import { of, type Rule, within } from '../rule.ts'

const ITEMS = `(select coalesce(sum(s.contract_value_minor), 0) from scope_item s where ${of('s', 'deal_id', 'd')})`
const LAST = (more = '') => `(select t.to_stage_id, t.to_status, t.moved_at from stage_transition t
  join change c on c.tenant_id = t.tenant_id and c.id = t.change_id
  where ${of('t', 'deal_id', 'd')}${more} order by c.position desc, t.id desc limit 1)`

export const dealRules: Rule[] = [
  {
    name: 'deal.value',
    meaning: 'A deal’s value is the sum of its scope items’ contract values.',
    over: 'deal',
    sql: `select * from (select d.id, d.value_minor as stored, ${ITEMS} as recomputed from deal d where ${within('d')}) f
      where f.stored <> f.recomputed`,
    detail: 'The value is {stored}; its scope items make {recomputed}.',
    mend: 'Set value_minor to the sum, and weighted_value_minor with it, as the owner.',
  },
  {
    name: 'deal.probability',
    meaning: 'A won deal counts 1, a lost one 0, an open one by its own probability, else its stage’s.',
    over: 'deal',
    sql: `select * from (select d.id, d.status, d.probability as stored, case d.status when 'won' then 1 when 'lost' then 0
          else coalesce(d.probability_override, s.probability) end as recomputed
        from deal d join stage s on s.tenant_id = d.tenant_id and s.id = d.stage_id where ${within('d')}) f
      where f.stored <> f.recomputed`,
    detail: 'The {status} deal counts with {stored} instead of {recomputed}.',
    mend: 'Set probability and weighted_value_minor anew, as the owner; moving the deal by the API does the same.',
  },
  {
    name: 'deal.weighted_value',
    meaning: 'Weighted value is value × probability, rounded half away from zero.',
    over: 'deal',
    sql: `select * from (select d.id, d.value_minor as value, d.probability, d.weighted_value_minor as stored,
          round(d.value_minor * d.probability) as recomputed from deal d where ${within('d')}) f
      where f.stored <> f.recomputed`,
    detail: '{value} × {probability} is {recomputed}, not {stored}.',
    mend: 'Set weighted_value_minor to the product, as the owner.',
  },
  {
    name: 'deal.pipeline',
    meaning: 'A deal stands in a stage of its pipeline.',
    over: 'deal',
    sql: `select d.id, d.pipeline_id as pipeline, s.pipeline_id as pipeline_of_stage
      from deal d join stage s on s.tenant_id = d.tenant_id and s.id = d.stage_id
      where ${within('d')} and s.pipeline_id <> d.pipeline_id`,
    detail: 'The deal is in the pipeline {pipeline}, its stage in {pipeline_of_stage}.',
    mend: 'Move the deal to a stage of the pipeline that it belongs to.',
  },
  {
    name: 'deal.history',
    meaning: 'Stage and status are where the history of the deal ends, and it entered the stage when that says.',
    over: 'deal',
    sql: `select d.id, d.stage_id as stage, d.status, t.to_stage_id as last_stage, t.to_status as last_status,
        d.stage_entered_at as entered_at, o.moved_at as last_entered_at
      from deal d left join lateral ${LAST()} t on true left join lateral ${LAST(` and t.to_status = 'open'`)} o on true
      where ${within('d')} and (t.to_stage_id is distinct from d.stage_id or t.to_status is distinct from d.status
        or d.stage_entered_at is distinct from o.moved_at)`,
    detail:
      'The deal is {status} in {stage} since {entered_at}; its history ends {last_status} in {last_stage}, entered {last_entered_at}.',
    mend: 'The audit trail says which step is missing: add it to stage_transition, or set the deal back, as the owner.',
  },
  {
    name: 'stage_transition.chain',
    meaning: 'Each step of a deal begins where the one before it ended.',
    over: 'deal',
    sql: `select t.id, 'stage_transition' as "of", t.from_stage_id as from_stage, t.stage_before, t.from_status, t.status_before
      from deal d cross join lateral (select h.id, h.from_stage_id, h.from_status,
          lag(h.to_stage_id) over w as stage_before, lag(h.to_status) over w as status_before
        from stage_transition h join change c on c.tenant_id = h.tenant_id and c.id = h.change_id
        where ${of('h', 'deal_id', 'd')} window w as (order by c.position, h.id)) t
      where ${within('d')} and (t.from_stage_id is distinct from t.stage_before or t.from_status is distinct from t.status_before)`,
    detail:
      'The step leaves {from_stage} ({from_status}); the one before it had ended in {stage_before} ({status_before}).',
    mend: 'A step between the two was lost: the audit trail of the deal has it.',
  },
  {
    name: 'stage.revision',
    meaning: 'A stage is what its last revision says.',
    over: 'stage',
    sql: `select s.id, s.name, r.name as last_name, s.probability, r.probability as last_probability, s.position, r.position as last_position
      from stage s left join lateral (select r.* from stage_revision r join change c on c.tenant_id = r.tenant_id and c.id = r.change_id
        where ${of('r', 'stage_id', 's')} order by c.position desc, r.id desc limit 1) r on true
      where ${within('s')} and (r.name, r.position, r.probability, r.archived) is distinct from (s.name, s.position, s.probability, s.archived_at is not null)`,
    detail:
      'The stage is {name}, {probability}, at {position}; its last revision is {last_name}, {last_probability}, at {last_position}.',
    mend: 'Change the stage by the API once more: that writes a revision, and past reports read it from then on.',
  },
  {
    name: 'deal.engagement',
    meaning: 'A won deal has its engagement, another deal has none.',
    over: 'deal',
    sql: `select d.id, d.status, e.id as engagement from deal d left join engagement e on e.tenant_id = d.tenant_id and e.deal_id = d.id
      where ${within('d')} and (d.status = 'won') <> (e.id is not null)`,
    detail: 'The deal is {status} and its engagement is {engagement}.',
    mend: 'Restore what is missing from a backup: a win and its engagement are written together.',
  },
  {
    name: 'engagement.contract_value',
    meaning: 'Its original value, approved changes and contract value are the sums of its scope items’.',
    over: 'engagement',
    sql: `select e.id, e.original_value_minor as original_value, e.approved_changes_minor as approved_changes, e.contract_value_minor as contract_value,
        s.original as items_original_value, s.changes as items_approved_changes, s.contract as items_contract_value
      from engagement e cross join lateral (select coalesce(sum(s.original_value_minor), 0) as original,
          coalesce(sum(s.approved_changes_minor), 0) as changes, coalesce(sum(s.contract_value_minor), 0) as contract
        from scope_item s where ${of('s', 'engagement_id', 'e')}) s
      where ${within('e')} and ((e.original_value_minor, e.approved_changes_minor, e.contract_value_minor) is distinct from (s.original, s.changes, s.contract)
        or e.original_value_minor + e.approved_changes_minor <> e.contract_value_minor)`,
    detail: 'The contract value is {contract_value}; the scope items make {items_contract_value}.',
    mend: 'Set the engagement’s columns to the sums, as the owner.',
  },
  {
    name: 'engagement.terms',
    meaning: 'Company and currency are its deal’s, and the company is a client.',
    over: 'engagement',
    sql: `select e.id, e.company_id as company, d.company_id as deal_company, e.currency, d.currency as deal_currency, c.status as company_status
      from engagement e join deal d on d.tenant_id = e.tenant_id and d.id = e.deal_id join company c on c.tenant_id = e.tenant_id and c.id = e.company_id
      where ${within('e')} and (e.company_id <> d.company_id or e.currency <> d.currency or c.status <> 'client')`,
    detail: 'It is for {company} ({company_status}) in {currency}; its deal for {deal_company} in {deal_currency}.',
    mend: 'The deal is what was agreed: set the engagement’s columns to it, as the owner.',
  },
]

/** Each invariant is broken by hand, past the API and what the database holds, and is found by its rule. */
import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServerDatabase } from '../db/database.ts'
import { diskStorage } from '../storage/disk.ts'
import { asAdmin, OWNER_ROLE } from '../testing/databases-template.ts'
import { type Harness, startHarness } from '../testing/harness.ts'
import { tellWholeStory } from '../testing/whole-story.ts'
import { examine, listRules } from './examine.ts'
import type { Finding } from './finding.ts'

let harness: Harness
let folder: string
/** The tenant of the story. */
let told: number

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agencyops-doctor-'))
  harness = await startHarness({ server: true, storage: diskStorage(folder) })
  told = (await tellWholeStory(harness)).tenantId
  await harness.mintTenant({ kind: 'live', name: 'Empty' })
  // Copies are made of what nobody is connected to.
  await harness.database.close()
  await harness.admin(NO_CHECKS)
}, 120_000)
afterAll(async () => {
  await harness.testDatabase.drop()
  await rm(folder, { recursive: true, force: true })
})

interface Broken {
  rule: string
  /** What breaks it. `:t` is the tenant. */
  sql?: string
  files?: (folder: string) => Promise<void>
  /** Rules that rightly see it too. */
  also?: string[]
  /** Figures that the finding names. */
  figures?: Record<string, unknown>
}

const OPEN = `(select id from deal where tenant_id = :t and name = 'Open')`
const WON = `(select id from deal where tenant_id = :t and status = 'won' order by id limit 1)`
const ISSUED = `(select id from invoice where tenant_id = :t and status = 'issued' order by id limit 1)`
const PARTLY = `(select id from invoice where tenant_id = :t and status = 'partially_paid' order by id limit 1)`
const PAID = `(select id from invoice where tenant_id = :t and status = 'paid' and paid_minor > 0 order by id limit 1)`
const DRAFT = `(select id from invoice where tenant_id = :t and status = 'draft' and milestone_id is null order by id limit 1)`
const NOTE = `(select id from credit_note where tenant_id = :t order by id limit 1)`
const ITEM = `(select id from scope_item where tenant_id = :t and name = 'Two')`
const DECIDED = `(select id from approval where tenant_id = :t and status = 'approved' order by id limit 1)`
const set = (table: string, what: string, id: string) =>
  `update ${table} set ${what} where tenant_id = :t and id = ${id}`
const LAST_CHANGE = '(select id from change where tenant_id = :t order by position desc limit 1)'

const cases: Broken[] = [
  {
    rule: 'scope_item.original_value',
    sql: set('scope_item', 'quantity = quantity * 2', ITEM),
    figures: { stored: 50_000, recomputed: 100_000 },
  },
  {
    rule: 'scope_item.contract_value',
    sql: set('scope_item', 'contract_value_minor = contract_value_minor + 7', ITEM),
    also: ['deal.value', 'engagement.contract_value'],
    figures: { stored: 50_007, recomputed: 50_000 },
  },
  {
    rule: 'scope_item.earned',
    sql: set('scope_item', 'earned_minor = earned_minor + 7, unbilled_minor = unbilled_minor + 7', ITEM),
    figures: { stored: 10_007, recomputed: 10_000 },
  },
  {
    rule: 'scope_item.approved_percent',
    sql: set('scope_item', 'approved_percent = 5', ITEM),
    figures: { stored: 5, recomputed: 0 },
  },
  {
    rule: 'scope_item.billed',
    sql: set('scope_item', 'billed_minor = billed_minor - 7, unbilled_minor = unbilled_minor + 7', ITEM),
    figures: { stored: 9_993, recomputed: 10_000 },
  },
  {
    rule: 'scope_item.written_off',
    sql: set('scope_item', 'written_off_minor = 7, unbilled_minor = unbilled_minor - 7', ITEM),
    also: ['scope_item.limits'],
  },
  {
    rule: 'scope_item.split',
    sql: set('scope_item', 'unbilled_minor = unbilled_minor + 7', ITEM),
    figures: { earned: 10_000, billed: 10_000, unbilled: 7 },
  },
  {
    rule: 'scope_item.limits',
    sql: set('scope_item', 'earned_minor = 60000, unbilled_minor = 60000 - billed_minor', ITEM),
    also: ['scope_item.earned'],
    figures: { contract_value: 50_000, earned: 60_000 },
  },
  {
    rule: 'scope_item.planned',
    sql: set('scope_item', 'planned_minor = planned_minor - 7', ITEM),
    figures: { planned: 29_993, bills: 30_000 },
  },
  {
    rule: 'scope_item.approved_share',
    sql: `update scope_item set earned_minor = earned_minor - 7, unbilled_minor = unbilled_minor - 7 where tenant_id = :t and name = 'Print'; update approval_line set net_minor = net_minor - 7 where tenant_id = :t and description = 'Print'`,
    also: ['approval.figures', 'invoice_line.approval', 'scope_item.limits'],
  },
  {
    rule: 'scope_item.engagement',
    sql: `update scope_item set engagement_id = (select id from engagement where tenant_id = :t order by id limit 1) where tenant_id = :t and deal_id = ${OPEN}`,
    also: ['engagement.contract_value', 'scope_item.planned'],
  },

  {
    rule: 'deal.value',
    sql: set(
      'deal',
      'value_minor = value_minor + 100, weighted_value_minor = round((value_minor + 100) * probability)',
      OPEN,
    ),
    figures: { stored: 10_101, recomputed: 10_001 },
  },
  {
    rule: 'deal.probability',
    sql: set('deal', 'probability = 0.5, weighted_value_minor = round(value_minor * 0.5)', OPEN),
    figures: { stored: 0.5, recomputed: 0.35 },
  },
  {
    rule: 'deal.weighted_value',
    sql: set('deal', 'weighted_value_minor = weighted_value_minor + 1', OPEN),
    figures: { value: 10_001, stored: 3_501, recomputed: 3_500 },
  },
  {
    rule: 'deal.pipeline',
    sql: set('deal', `pipeline_id = (select id from pipeline where tenant_id = :t and name = 'Renewals')`, OPEN),
  },
  { rule: 'deal.history', sql: set('deal', `stage_entered_at = stage_entered_at - interval '1 day'`, OPEN) },
  {
    rule: 'deal.history',
    sql: `update stage_transition set to_status = 'lost' where tenant_id = :t and deal_id = ${OPEN} and from_stage_id is not null`,
  },
  {
    rule: 'stage_transition.chain',
    sql: `update stage_transition set from_status = 'lost' where tenant_id = :t and deal_id = ${OPEN} and from_stage_id is not null`,
    figures: { from_status: 'lost', status_before: 'open' },
  },
  {
    rule: 'stage.revision',
    sql: set('stage', `name = 'Another name'`, `(select id from stage where tenant_id = :t order by id limit 1)`),
    figures: { name: 'Another name' },
  },
  {
    rule: 'deal.engagement',
    sql: `delete from engagement where tenant_id = :t and deal_id = ${WON}`,
    also: ['attachment.engagement', 'reference.missing', 'scope_item.engagement'],
  },
  {
    rule: 'engagement.contract_value',
    sql: `update engagement set original_value_minor = original_value_minor + 7, contract_value_minor = contract_value_minor + 7 where tenant_id = :t and deal_id = ${WON}`,
    figures: { contract_value: 523_445, items_contract_value: 523_438 },
  },
  {
    rule: 'engagement.terms',
    sql: `update company set status = 'prospect' where tenant_id = :t and id = (select company_id from deal where id = ${WON})`,
    figures: { company_status: 'prospect' },
  },

  {
    rule: 'milestone.place',
    sql: `update milestone_bill set scope_item_id = (select id from scope_item where tenant_id = :t and deal_id = ${OPEN}) where tenant_id = :t and scope_item_id = ${ITEM}`,
    also: ['scope_item.planned'],
  },
  {
    rule: 'milestone.approval',
    sql: `update milestone set status = 'planned' where tenant_id = :t and status = 'approved'`,
    also: ['milestone.history'],
    figures: { status: 'planned', approval_status: 'approved' },
  },
  {
    rule: 'milestone.history',
    sql: `update milestone set status = 'planned' where tenant_id = :t and status = 'delivered'`,
    figures: { status: 'planned' },
    also: [],
  },
  {
    rule: 'approval.history',
    sql: `update approval set status = 'withdrawn' where tenant_id = :t and status = 'rejected'`,
    figures: { status: 'withdrawn', last: 'approval.rejected' },
  },
  {
    rule: 'approval.place',
    sql: `update approval set contact_id = (select id from contact where tenant_id = :t and company_id <> (select e.company_id from engagement e join approval a on a.engagement_id = e.id where a.id = ${DECIDED}) limit 1) where id = ${DECIDED}`,
    also: ['approval.evidence'],
  },
  {
    rule: 'approval.evidence',
    sql: `delete from approval_evidence where tenant_id = :t and decision = 'rejected'`,
    figures: { status: 'rejected', evidences: 0 },
  },
  {
    rule: 'approval_evidence.hash',
    sql: `update approval_evidence set snapshot = snapshot || ' ' where tenant_id = :t and decision = 'rejected'`,
  },
  { rule: 'approval.figures', sql: set('approval', 'tax_minor = tax_minor + 7', DECIDED) },

  {
    rule: 'invoice.total',
    sql: set('invoice', 'total_minor = total_minor + 7, balance_minor = balance_minor + 7', DRAFT),
  },
  {
    rule: 'invoice.tax',
    sql: `${set('invoice', 'tax_minor = tax_minor + 7, total_minor = total_minor + 7, balance_minor = balance_minor + 7', DRAFT)}; update invoice_tax set tax_minor = tax_minor + 7 where tenant_id = :t and invoice_id = ${DRAFT} and percent = 9`,
    figures: { category: 'S', percent: 9, taxable: 2_010, tax: 188, recomputed: 181 },
  },
  { rule: 'invoice.balance', sql: set('invoice', 'balance_minor = balance_minor + 7', PARTLY) },
  {
    rule: 'invoice.paid',
    sql: set('invoice', 'paid_minor = paid_minor + 7, balance_minor = balance_minor - 7', PARTLY),
  },
  {
    rule: 'invoice.credited',
    sql: set('invoice', 'credited_minor = credited_minor + 7, balance_minor = balance_minor - 7', PARTLY),
  },
  {
    rule: 'invoice.settled',
    sql: set('invoice', 'paid_minor = paid_minor + total_minor, balance_minor = balance_minor - total_minor', PARTLY),
    also: ['invoice.paid'],
  },
  {
    rule: 'invoice.status',
    sql: set('invoice', `status = 'issued'`, PARTLY),
    figures: { stored: 'issued', recomputed: 'partially_paid' },
  },
  {
    rule: 'invoice.history',
    sql: `update audit_entry set action = 'invoice.reopened' where tenant_id = :t and action = 'invoice.paid' and subject_id = ${PAID}`,
    also: ['change.audit'],
  },
  {
    rule: 'invoice.issued',
    sql: set('invoice', 'seller = null', ISSUED),
    figures: { has_seller: false, has_buyer: true },
  },
  {
    rule: 'invoice.document',
    sql: `update issued_document set body = replace(body, 'Workshop', 'Workshop!') where tenant_id = :t and invoice_id = ${PAID}`,
  },
  {
    rule: 'invoice.document',
    sql: `update issued_document set body = replace(body, '"number"', '"no"'), sha256 = encode(sha256(convert_to(replace(body, '"number"', '"no"'), 'UTF8')), 'hex') where tenant_id = :t and invoice_id = ${PAID}`,
  },
  {
    rule: 'invoice_line.net',
    sql: `update invoice_line set unit_price = unit_price + 1 where tenant_id = :t and invoice_id = ${DRAFT} and description = 'Travel'`,
    figures: { stored: 1_112, recomputed: 1_212 },
  },
  {
    rule: 'invoice_line.credited',
    sql: `update invoice_line set credited_tax_minor = credited_tax_minor + 7 where tenant_id = :t and invoice_id = ${PAID} and description = 'Workshop'`,
  },
  {
    rule: 'invoice_line.live',
    sql: `update invoice_line set live = false where tenant_id = :t and invoice_id = ${DRAFT} and description = 'Travel'`,
    figures: { live: false, net: 1_112, credits: 0 },
  },
  {
    rule: 'invoice_line.approval',
    sql: `update approval_line set milestone_id = ${DECIDED} where tenant_id = :t and approval_id = ${DECIDED}`,
    also: ['reference.missing'],
  },
  {
    rule: 'approval_line.billed_once',
    sql: `drop index invoice_line_live; update invoice_line set live = true where tenant_id = :t`,
    also: ['invoice_line.live'],
    figures: { lines: 2 },
  },
  {
    rule: 'invoice.credited_tax',
    sql: `update credit_note_tax set tax_minor = tax_minor + 100000 where tenant_id = :t and credit_note_id = ${NOTE}`,
    also: ['credit_note.tax', 'credit_note.total'],
  },

  { rule: 'credit_note.total', sql: set('credit_note', 'net_minor = net_minor + 7, tax_minor = tax_minor - 7', NOTE) },
  {
    rule: 'credit_note.tax',
    sql: `update credit_note_line set tax_minor = tax_minor + 1 where tenant_id = :t and credit_note_id = ${NOTE}; update invoice_line l set credited_tax_minor = credited_tax_minor + 1 where tenant_id = :t and exists (select 1 from credit_note_line c where c.invoice_line_id = l.id and c.credit_note_id = ${NOTE})`,
  },
  {
    rule: 'credit_note.document',
    sql: `delete from issued_document where tenant_id = :t and credit_note_id = ${NOTE}`,
  },
  {
    rule: 'credit_note.parties',
    sql: set(
      'credit_note',
      `company_id = (select id from company where tenant_id = :t and name = 'Larkspur Mills')`,
      NOTE,
    ),
  },
  { rule: 'credit_note.released', sql: set('credit_note', 'released_minor = released_minor + 7', NOTE) },
  {
    rule: 'payment.allocated',
    sql: `update payment set allocated_minor = allocated_minor + 7, unallocated_minor = unallocated_minor - 7 where tenant_id = :t`,
  },
  {
    rule: 'payment.unallocated',
    sql: `update payment set unallocated_minor = unallocated_minor + 7 where tenant_id = :t`,
  },
  {
    rule: 'payment_allocation.parties',
    sql: `update payment set company_id = (select id from company where tenant_id = :t and name = 'Larkspur Mills') where tenant_id = :t`,
  },
  {
    rule: 'payment_allocation.released',
    sql: `update allocation_release set amount_minor = amount_minor + 7 where tenant_id = :t and credit_note_id is null`,
    figures: { stored: 50_000, recomputed: 50_007 },
  },
  {
    rule: 'payment_allocation.lines',
    sql: `update payment_allocation_line set net_minor = net_minor + 7 where tenant_id = :t`,
  },

  {
    rule: 'number_series.gap',
    sql: `alter table invoice drop constraint invoice_tenant_id_legal_entity_id_number_key; update invoice set series_number = 50 where tenant_id = :t and series_number = 2`,
    figures: { taken: 50, expected: 2 },
  },
  {
    rule: 'number_series.order',
    sql: `update invoice set issued_on = issued_on - 1 where tenant_id = :t and series_number = 2`,
  },
  {
    rule: 'number_series.next',
    sql: `update number_series set next_number = next_number + 1 where tenant_id = :t and document_kind = 'invoice'`,
  },
  {
    rule: 'printed_number.document',
    sql: `insert into printed_number (tenant_id, id, legal_entity_id, number) select :t, gen_random_uuid(), id, 'INV-0' from legal_entity where tenant_id = :t`,
    figures: { number: 'INV-0', documents: 0 },
  },
  {
    rule: 'invoice.dated',
    sql: `update invoice set issued_on = issued_on + 400 where tenant_id = :t and number is not null; update number_series set last_issued_on = last_issued_on + 400 where tenant_id = :t and document_kind = 'invoice'`,
  },
  {
    rule: 'credit_note.dated',
    sql: `update credit_note set issued_on = issued_on + 400 where tenant_id = :t; update number_series set last_issued_on = last_issued_on + 400 where tenant_id = :t and document_kind = 'credit_note'`,
  },

  { rule: 'event.positions', sql: `update event_counter set position = position + 5 where tenant_id = :t` },
  {
    rule: 'event.positions',
    sql: `delete from event where tenant_id = :t and position = 3`,
    also: ['change.events', 'change.audit'],
    figures: { missing: 3 },
  },
  { rule: 'change.events', sql: set('change', 'position = position + 7', LAST_CHANGE) },
  { rule: 'change.audit', sql: `delete from audit_entry where tenant_id = :t and action = 'lost_reason.created'` },
  {
    rule: 'change.order',
    sql: `update change set at = at - interval '1 day' where tenant_id = :t and position = (select position from change where tenant_id = :t order by position offset 3 limit 1)`,
  },
  { rule: 'tenant.counter', sql: `update event_counter set at = at + interval '1 day' where tenant_id = :t` },
  {
    rule: 'idempotency_record.time',
    sql: `insert into idempotency_record (tenant_id, actor, key, operation, fingerprint, rights, status, body, headers, expires_at) values (:t, 'a', 'k', 'createDeal', 'f', 'r', 201, '', '{}', now() - interval '31 days')`,
    figures: { operation: 'createDeal' },
  },
  ...[
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
  ].map((table) => ({
    rule: `${table}.told`,
    sql: `update ${table} set version = version + 1 where tenant_id = :t`,
  })),

  {
    rule: 'tenant.due_at',
    sql: `update event_counter set due_at = due_at + interval '1 hour' where tenant_id = :t`,
  },
  {
    rule: 'due_work.invoice',
    sql: `update due_work set subject = ${DRAFT} where tenant_id = :t and subject = ${ISSUED}`,
    figures: { status: 'draft' },
  },

  { rule: 'tenant.owner', sql: `update member set role = 'admin' where tenant_id = :t`, figures: { members: 1 } },
  {
    rule: 'tenant.test_clock',
    sql: `delete from test_clock where tenant_id = :t`,
    figures: { kind: 'sandbox', has_clock: false },
  },
  {
    rule: 'api_key.minted',
    sql: `update api_key set scopes = scopes || '{invoices:issue}' where tenant_id = :t and name = 'Minted'; update api_key set scopes = array_remove(scopes, 'invoices:issue') where tenant_id = :t and name = 'test key'`,
    figures: { beyond: 'invoices:issue' },
  },
  {
    rule: 'api_key.minted',
    sql: `update api_key set revoked_at = created_at where tenant_id = :t and name = 'test key'`,
  },
  { rule: 'api_key.credential', sql: `delete from credential where tenant_id = :t`, figures: { found: null } },
  {
    rule: 'attachment.engagement',
    sql: `update attachment set engagement_id = null where tenant_id = :t and deal_id is not null`,
    figures: { stored: null },
  },
  {
    rule: 'engagement_share.company',
    sql: `update engagement_share set contact_id = (select c.id from contact c where c.tenant_id = :t and c.company_id <> (select company_id from engagement e where e.id = engagement_id) limit 1) where tenant_id = :t`,
  },
  {
    rule: 'reference.missing',
    sql: `update event set change_id = gen_random_uuid() where tenant_id = :t and position = 1`,
    also: ['change.audit', 'change.events'],
    figures: { column: 'change_id', parent: 'change' },
  },

  {
    rule: 'tenant.alone',
    sql: 'alter table lost_reason disable row level security',
    also: ['database.row_security', 'database.unbound'],
    figures: { name: 'lost_reason' },
  },
  {
    rule: 'database.unbound',
    sql: 'create policy open on tax_rate using (true); insert into tax_rate (tenant_id, id, name, category, percent, created_at, updated_at) values (:t, gen_random_uuid(), 0, 0, 0, now(), now())',
    also: ['database.policy', 'tenant.alone'],
  },
  { rule: 'database.row_security', sql: 'alter table deal no force row level security' },
  { rule: 'database.policy', sql: 'create policy more on deal for select using (false)' },
  { rule: 'database.owner', sql: 'alter table lost_reason owner to current_user' },
  { rule: 'database.views', sql: 'create view all_deals as select * from deal' },
  {
    rule: 'database.definers',
    sql: `create function open_door() returns int language sql security definer as 'select 1'`,
  },
  { rule: 'database.grants', sql: 'grant update on event to agencyops_app' },
  { rule: 'database.grants', sql: 'grant update (type) on event to agencyops_app' },
  { rule: 'database.grants', sql: 'grant select on credential to agencyops_app', also: ['database.row_security'] },
  { rule: 'database.keys', sql: 'create unique index wrong on deal (name, id)' },
  { rule: 'database.in_force', sql: 'alter table deal add constraint later check (value_minor > -1) not valid' },
  { rule: 'database.in_force', sql: 'alter table invoice disable trigger hold_issued' },

  { rule: 'file.bytes', files: async (at) => writeFile(await someFile(at), 'other bytes'), figures: { kept_size: 11 } },
  { rule: 'file.bytes', files: async (at) => rm(await someFile(at)), figures: { kept_size: null } },
  {
    rule: 'storage.orphan',
    files: async (at) => {
      const orphan = join(at, 'files', `t${told}`, 'orphan')
      await writeFile(orphan, 'nobody’s')
      await utimes(orphan, 0, 0)
    },
    figures: { size: 10 },
  },
]

const someFile = async (at: string) => {
  const own = join(at, 'files', `t${told}`)
  return join(own, (await readdir(own)).sort()[0] as string)
}

describe('broken by hand', () => {
  it.concurrent.each(cases)('$rule is found ($sql)', async ({ rule, sql, files, also = [], figures = {} }) => {
    const found = await examineBroken(sql?.replaceAll(':t', String(told)), files)
    const rules = [...new Set(found.map((finding) => finding.rule))].sort()
    expect(rules).toEqual([rule, ...also].sort())
    const own = found.filter((finding) => finding.rule === rule)
    expect(own.map((finding) => finding.figures)).toContainEqual(expect.objectContaining(figures))
    for (const finding of own) {
      expect(finding.detail).not.toMatch(/[{}]|undefined/)
      expect(finding.tenant === null).toBe(rule.startsWith('database.'))
    }
  })

  it('every rule is', () => {
    const broken = new Set(cases.map(({ rule }) => rule))
    // The login is tried where it is: with another one, nothing else is looked at.
    expect(listRules().flatMap(({ rule }) => (broken.has(rule) ? [] : [rule]))).toEqual(['database.login'])
  })
})

/** What the database itself refuses is let through in the copies. */
const NO_CHECKS = `do $$ declare c record; begin
  for c in select conrelid::regclass as t, conname from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace and conrelid <> 0
  loop execute format('alter table %s drop constraint %I', c.t, c.conname); end loop; end $$`

/** Findings over a copy of the story in which `sql` ran without checks and triggers. */
async function examineBroken(sql: string | undefined, files?: Broken['files']): Promise<Finding[]> {
  const name = `t_doctor_${randomUUID().slice(0, 8)}`
  const original = new URL(harness.testDatabase.adminUrl as string)
  const copied = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  const server = Object.assign(new URL(original), { pathname: '/postgres' }).href
  const place = `${folder}-${name}`
  await asAdmin(server, (admin) =>
    admin.query(
      `create database ${name} template ${original.pathname.slice(1)} strategy file_copy owner ${OWNER_ROLE}`,
    ),
  )
  await cp(folder, place, { recursive: true })
  const database = openServerDatabase({ url: copied(harness.testDatabase.url as string), poolSize: 2 })
  try {
    if (sql !== undefined) await asAdmin(copied(original.href), (admin) => breakIt(admin, sql))
    await files?.(place)
    const found: Finding[] = []
    await examine({ database, storage: diskStorage(place), tell: (finding) => found.push(finding) })
    return found
  } finally {
    await database.close()
    await rm(place, { recursive: true, force: true })
    await asAdmin(server, (admin) => admin.query(`drop database ${name} with (force)`))
  }
}

async function breakIt(admin: pg.Client, sql: string): Promise<void> {
  await admin.query('set session_replication_role = replica')
  const results = (await admin.query(sql)) as unknown as pg.QueryResult | pg.QueryResult[]
  for (const { command, rowCount } of Array.isArray(results) ? results : [results]) {
    if (['UPDATE', 'DELETE', 'INSERT'].includes(command) && !rowCount) throw new Error(`Nothing was broken by: ${sql}`)
  }
}

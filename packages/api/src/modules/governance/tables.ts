import type { Generated, Selectable } from 'kysely'
import type { DueKind } from '../../db/due-work.ts'
import type { Decimal, Instant, Json, PlainDate, RowId } from '../../db/row.ts'

export interface PlatformTable {
  id: Generated<number>
  public_id: string
  name: string
  created_at: Instant
}

export interface TenantTable {
  id: Generated<number>
  public_id: RowId<'tenant'>
  platform_id: number
  name: string
  kind: 'live' | 'sandbox'
  locale: string
  feed_epoch: string
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
}

export interface TenantTimeZoneTable {
  tenant_id: Generated<number>
  id: RowId<'tenant_time_zone'>
  zone: string
  effective_at: Instant
}

export interface TestClockTable {
  tenant_id: Generated<number>
  kind: Generated<string>
  offset_ms: number
  frozen_at: Instant | null
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
}

export interface EventCounterTable {
  tenant_id: number
  position: Generated<number>
  at: Instant
  due_at: Instant | null
}

export interface DueWorkTable {
  tenant_id: Generated<number>
  id: RowId<'due_work'>
  due_at: Instant
  kind: DueKind
  subject: string
}

export interface ChangeTable {
  tenant_id: Generated<number>
  id: RowId<'change'>
  position: number
  at: Instant
  recorded_at: Instant
}

export interface EventTable {
  tenant_id: Generated<number>
  id: RowId<'event'>
  change_id: RowId<'change'>
  position: number
  type: string
  actor: Json
  subject_type: string
  subject_id: string
  subject_version: number
  changed: string[]
  data: Json
  engagement_id: RowId<'engagement'> | null
  client_visible: Generated<boolean>
}

export interface AuditEntryTable {
  tenant_id: Generated<number>
  id: RowId<'audit_entry'>
  change_id: RowId<'change'>
  operation: string
  action: string
  actor: Json
  subject_type: string
  subject_id: string
  before: Json | null
  after: Json | null
  request_id: string
}

export interface AuditPersonalTable {
  tenant_id: Generated<number>
  id: RowId<'audit_personal'>
  before: Json | null
  after: Json | null
}

export interface IdempotencyRecordTable {
  tenant_id: Generated<number>
  actor: string
  key: string
  operation: string
  fingerprint: string
  rights: string
  status: number
  body: string
  headers: Json
  expires_at: Instant
}

export interface PersonTable {
  tenant_id: Generated<number>
  id: RowId<'person'>
  name: string
  email: string | null
  erased_at: Instant | null
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  archived_at: Instant | null
  external_system: string | null
  external_id: string | null
}

export interface MemberTable {
  tenant_id: Generated<number>
  id: RowId<'member'>
  person_id: RowId<'person'>
  role: 'owner' | 'admin' | 'finance' | 'manager' | 'member' | 'contractor'
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  archived_at: Instant | null
}

export interface ApiKeyTable {
  tenant_id: Generated<number>
  id: RowId<'api_key'>
  name: string
  scopes: string[]
  minted_by_key_id: RowId<'api_key'> | null
  minted_by_platform_key_id: string | null
  expires_at: Instant | null
  revoked_at: Instant | null
  last_used_at: Instant | null
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
}

export interface ApiKeySecretTable {
  tenant_id: Generated<number>
  id: RowId<'api_key_secret'>
  api_key_id: RowId<'api_key'>
  hash: Uint8Array
  hint: string
  /** The key that rotated another one and so learnt this secret; null for a key's own. */
  minted_by_key_id: RowId<'api_key'> | null
  expires_at: Instant | null
  created_at: Instant
}

export interface PlatformKeyTable {
  platform_id: number
  id: RowId<'platform_key'>
  name: string
  hash: Uint8Array
  hint: string
  expires_at: Instant | null
  revoked_at: Instant | null
  created_at: Instant
}

export interface PlatformIdempotencyTable {
  platform_id: number
  actor: string
  key: string
  operation: string
  fingerprint: string
  rights: string
  status: number
  body: string
  headers: Json
  expires_at: Instant
}

export interface PlatformAuditTable {
  platform_id: number
  id: RowId<'platform_audit'>
  operation: string
  actor: Json
  tenant_id: number | null
  detail: Json
  request_id: string
  recorded_at: Instant
}

export interface LegalEntityTable {
  tenant_id: Generated<number>
  id: RowId<'legal_entity'>
  name: string
  registration_number: string | null
  tax_number: string | null
  address: Json
  base_currency: string
  payment_terms: Json
  bank: Json | null
  is_default: Generated<boolean>
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  archived_at: Instant | null
  external_system: string | null
  external_id: string | null
}

export interface NumberSeriesTable {
  tenant_id: Generated<number>
  id: RowId<'number_series'>
  legal_entity_id: RowId<'legal_entity'>
  document_kind: 'invoice' | 'credit_note'
  pattern: string
  next_number: Generated<number>
  period: Generated<string>
  last_issued_on: PlainDate | null
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
}

export interface PrintedNumberTable {
  tenant_id: Generated<number>
  id: RowId<'printed_number'>
  legal_entity_id: RowId<'legal_entity'>
  number: string
}

export interface TaxRateTable {
  tenant_id: Generated<number>
  id: RowId<'tax_rate'>
  name: string
  category: string
  percent: Decimal
  exemption_reason: string | null
  version: Generated<number>
  created_at: Instant
  updated_at: Instant
  archived_at: Instant | null
  external_system: string | null
  external_id: string | null
}

export interface MigrationTable {
  name: string
  applied_at: Generated<Instant>
}

export interface GovernanceTables {
  platform: PlatformTable
  tenant: TenantTable
  tenant_time_zone: TenantTimeZoneTable
  test_clock: TestClockTable
  event_counter: EventCounterTable
  due_work: DueWorkTable
  change: ChangeTable
  event: EventTable
  audit_entry: AuditEntryTable
  audit_personal: AuditPersonalTable
  idempotency_record: IdempotencyRecordTable
  person: PersonTable
  member: MemberTable
  api_key: ApiKeyTable
  api_key_secret: ApiKeySecretTable
  platform_key: PlatformKeyTable
  platform_idempotency: PlatformIdempotencyTable
  platform_audit: PlatformAuditTable
  legal_entity: LegalEntityTable
  number_series: NumberSeriesTable
  printed_number: PrintedNumberTable
  tax_rate: TaxRateTable
  migration: MigrationTable
}

export type PlatformRow = Selectable<PlatformTable>
export type TenantRow = Selectable<TenantTable>
export type TenantTimeZoneRow = Selectable<TenantTimeZoneTable>
export type TestClockRow = Selectable<TestClockTable>
export type EventCounterRow = Selectable<EventCounterTable>
export type ChangeRow = Selectable<ChangeTable>
export type EventRow = Selectable<EventTable>
export type AuditEntryRow = Selectable<AuditEntryTable>
export type AuditPersonalRow = Selectable<AuditPersonalTable>
export type IdempotencyRecordRow = Selectable<IdempotencyRecordTable>
export type PersonRow = Selectable<PersonTable>
export type MemberRow = Selectable<MemberTable>
export type ApiKeyRow = Selectable<ApiKeyTable>
export type ApiKeySecretRow = Selectable<ApiKeySecretTable>
export type PlatformKeyRow = Selectable<PlatformKeyTable>
export type PlatformIdempotencyRow = Selectable<PlatformIdempotencyTable>
export type PlatformAuditRow = Selectable<PlatformAuditTable>
export type LegalEntityRow = Selectable<LegalEntityTable>
export type NumberSeriesRow = Selectable<NumberSeriesTable>
export type PrintedNumberRow = Selectable<PrintedNumberTable>
export type TaxRateRow = Selectable<TaxRateTable>
export type MigrationRow = Selectable<MigrationTable>

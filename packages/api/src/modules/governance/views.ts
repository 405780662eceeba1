/** Rows → wire, of this area. */
import type { legalEntity, taxRate } from '@agencyops/schema'
import type { z } from 'zod'
import { type Instant, toWire } from '../../db/row.ts'
import type { TenantClock, TimeZoneRow } from '../../db/tenant-clock.ts'
import { externalRefView } from '../../http/external-ref.ts'
import { canonicalDecimal } from '../../primitives/decimal.ts'
import type {
  ApiKeyRow,
  ApiKeySecretRow,
  LegalEntityRow,
  MemberRow,
  NumberSeriesRow,
  PersonRow,
  TaxRateRow,
  TenantRow,
  TestClockRow,
} from './tables.ts'

export function legalEntityView(row: LegalEntityRow): z.infer<typeof legalEntity> {
  return {
    id: toWire('legal_entity', row.id),
    name: row.name,
    registration_number: row.registration_number,
    tax_number: row.tax_number,
    address: row.address,
    base_currency: row.base_currency,
    payment_terms: row.payment_terms,
    bank: row.bank,
    is_default: row.is_default,
    external_ref: externalRefView(row),
    archived_at: row.archived_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export function platformTenantView(row: TenantRow) {
  return {
    id: toWire('tenant', row.public_id),
    name: row.name,
    kind: row.kind,
    locale: row.locale,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

/** The hints of a key's secrets that an instant of the machine's time finds in force. */
export function secretsInForce(
  secrets: readonly Pick<ApiKeySecretRow, 'hint' | 'expires_at'>[],
  machineNow: Instant,
): string[] {
  return secrets.filter((one) => one.expires_at === null || one.expires_at > machineNow).map((one) => one.hint)
}

export function apiKeyView(row: ApiKeyRow, hints: readonly string[]) {
  return {
    id: toWire('api_key', row.id),
    name: row.name,
    scopes: row.scopes,
    hints: [...hints],
    minted_by_key_id: toWire('api_key', row.minted_by_key_id),
    expires_at: row.expires_at,
    revoked_at: row.revoked_at,
    last_used_at: row.last_used_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

/** Fields of a person that erasure replaces. */
export const PERSONAL = ['name', 'email'] as const

export function personView(row: PersonRow) {
  return {
    id: toWire('person', row.id),
    name: row.name,
    email: row.email,
    external_ref: externalRefView(row),
    archived_at: row.archived_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export function memberView(row: MemberRow) {
  return {
    id: toWire('member', row.id),
    person_id: toWire('person', row.person_id),
    role: row.role,
    archived_at: row.archived_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

/** The tenant by its clock. `coming` is the zone after the one in force, newest first. */
export function tenantView(row: TenantRow, clock: TenantClock, coming: readonly TimeZoneRow[]) {
  const next = coming[0]
  return {
    ...platformTenantView(row),
    time_zone: clock.timeZone,
    next_time_zone: next ? { time_zone: next.zone, effective_at: next.effective_at } : null,
    today: clock.today,
    now: clock.now,
  }
}

export function testClockView(row: TestClockRow, clock: TenantClock) {
  return {
    now: clock.now,
    today: clock.today,
    frozen: row.frozen_at !== null,
    frozen_at: row.frozen_at,
    offset_seconds: Math.round(row.offset_ms / 1000),
    version: row.version,
  }
}

export function numberSeriesView(row: NumberSeriesRow) {
  return {
    id: toWire('number_series', row.id),
    legal_entity_id: toWire('legal_entity', row.legal_entity_id),
    document_kind: row.document_kind,
    pattern: row.pattern,
    next_number: row.next_number,
    period: row.period,
    last_issued_on: row.last_issued_on,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export function taxRateView(row: TaxRateRow): z.infer<typeof taxRate> {
  return {
    id: toWire('tax_rate', row.id),
    name: row.name,
    category: row.category as z.infer<typeof taxRate>['category'],
    percent: canonicalDecimal(row.percent),
    exemption_reason: row.exemption_reason,
    external_ref: externalRefView(row),
    archived_at: row.archived_at,
    version: row.version,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

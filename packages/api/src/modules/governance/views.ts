/** Rows → wire, of this area. */
import { toWire } from '../../db/row.ts'
import { externalRefView } from '../../http/external-ref.ts'
import type { ApiKeyRow, LegalEntityRow, MemberRow, PersonRow, TenantRow } from './tables.ts'

export function legalEntityView(row: LegalEntityRow) {
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

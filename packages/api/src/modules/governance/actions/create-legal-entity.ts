import { insertRow } from '../../../db/insert.ts'
import type { Json, RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { invalidField } from '../../../http/problem.ts'
import { isCurrency } from '../../../primitives/money.ts'
import { patternFault } from '../rules/number-pattern.ts'
import type { LegalEntityRow } from '../tables.ts'
import { legalEntityView } from '../views.ts'

export interface LegalEntityInput {
  name: string
  base_currency: string
  registration_number?: string | null | undefined
  tax_number?: string | null | undefined
  address?: Json
  payment_terms?: Json
  bank?: Json
  invoice_pattern?: string | undefined
  credit_note_pattern?: string | undefined
  external_ref?: { system: string; id: string } | undefined
}

const PAYMENT_TERMS = { kind: 'net', days: 14 }

/** Adds a seller with its two number series. Throws 422 for an unknown currency or a pattern that cannot be. */
export async function createLegalEntity(
  work: UnitOfWork,
  input: LegalEntityInput,
  isDefault: boolean,
): Promise<LegalEntityRow> {
  if (!isCurrency(input.base_currency)) {
    throw invalidField('#/base_currency', 'unknown_value', `There is no currency ${input.base_currency}.`)
  }
  checkPattern('#/invoice_pattern', input.invoice_pattern)
  checkPattern('#/credit_note_pattern', input.credit_note_pattern)
  const times = { created_at: work.now, updated_at: work.now }
  const row: LegalEntityRow = {
    tenant_id: work.tenantId,
    id: work.newId('legal_entity'),
    name: input.name,
    registration_number: input.registration_number ?? null,
    tax_number: input.tax_number ?? null,
    address: input.address ?? {},
    base_currency: input.base_currency,
    payment_terms: input.payment_terms ?? PAYMENT_TERMS,
    bank: input.bank ?? null,
    is_default: isDefault,
    version: 1,
    ...times,
    archived_at: null,
    ...externalRefColumns(input.external_ref),
  }
  work.later(insertRow('legal_entity', row))
  const series = (kind: 'invoice' | 'credit_note', pattern: string) =>
    insertRow('number_series', {
      tenant_id: work.tenantId,
      id: work.newId('number_series') as RowId<'number_series'>,
      legal_entity_id: row.id,
      document_kind: kind,
      pattern,
      next_number: 1,
      period: '',
      last_issued_on: null,
      version: 1,
      ...times,
    })
  work.later(series('invoice', input.invoice_pattern ?? 'INV-{yyyy}-{seq:4}'))
  work.later(series('credit_note', input.credit_note_pattern ?? 'CN-{yyyy}-{seq:4}'))
  await work.record({
    type: 'legal_entity.created',
    subject: { type: 'legal_entity', id: row.id, version: 1 },
    after: legalEntityView(row),
  })
  return row
}

/** Throws 422 where the pattern makes no numbers. */
export function checkPattern(pointer: string, pattern: string | undefined): void {
  const fault = pattern === undefined ? null : patternFault(pattern)
  if (fault !== null) throw invalidField(pointer, 'invalid', fault)
}

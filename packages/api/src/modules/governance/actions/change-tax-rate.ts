import type { taxRateCreate, taxRateUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import { changeRow } from '../../../db/change-row.ts'
import { insertRow, updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { invalidField, notFound } from '../../../http/problem.ts'
import { canonicalDecimal } from '../../../primitives/decimal.ts'
import { lockTaxRate } from '../queries/tax-rates.ts'
import { taxRateFault } from '../rules/tax-rate.ts'
import type { TaxRateRow } from '../tables.ts'
import { taxRateView } from '../views.ts'

/** Adds a tax rate. Throws 422 for what EN 16931 does not know. */
export async function createTaxRate(work: UnitOfWork, input: z.infer<typeof taxRateCreate>): Promise<TaxRateRow> {
  const reason = input.exemption_reason ?? null
  const fault = taxRateFault(input.category, input.percent, reason)
  if (fault) throw invalidField(`#/${fault.field}`, fault.code, fault.detail)
  const row: TaxRateRow = {
    tenant_id: work.tenantId,
    id: work.newId('tax_rate'),
    name: input.name,
    category: input.category,
    percent: canonicalDecimal(input.percent),
    exemption_reason: reason,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
    archived_at: null,
    ...externalRefColumns(input.external_ref),
  }
  work.later(insertRow('tax_rate', row))
  await work.record({
    type: 'tax_rate.created',
    subject: { type: 'tax_rate', id: row.id, version: 1 },
    after: taxRateView(row),
  })
  return row
}

/** Calls it something else: lines that carry it keep their category and percent. */
export async function updateTaxRate(
  work: UnitOfWork,
  id: RowId<'tax_rate'>,
  input: z.infer<typeof taxRateUpdate>,
): Promise<TaxRateRow> {
  const { external_ref: externalRef, ...fields } = input
  const changes = { ...fields, ...(externalRef !== undefined && externalRefColumns(externalRef)) }
  return change(work, await lock(work, id), changes, 'tax_rate.updated')
}

/** No new line takes an archived rate. */
export async function archiveTaxRate(work: UnitOfWork, id: RowId<'tax_rate'>): Promise<TaxRateRow> {
  const before = await lock(work, id)
  return before.archived_at === null ? change(work, before, { archived_at: work.now }, 'tax_rate.archived') : before
}

export async function restoreTaxRate(work: UnitOfWork, id: RowId<'tax_rate'>): Promise<TaxRateRow> {
  return change(work, await lock(work, id), { archived_at: null }, 'tax_rate.restored')
}

async function lock(work: UnitOfWork, id: RowId<'tax_rate'>): Promise<TaxRateRow> {
  const row = await work.first(lockTaxRate({ id }))
  if (!row) throw notFound('tax rate')
  work.match(row.version)
  return row
}

async function change(
  work: UnitOfWork,
  before: TaxRateRow,
  changes: Partial<TaxRateRow>,
  type: 'tax_rate.updated' | 'tax_rate.archived' | 'tax_rate.restored',
): Promise<TaxRateRow> {
  const { after, columns } = changeRow(before, changes, work.now)
  if (!columns) return before
  work.later(updateRow('tax_rate', before.id, columns), 1)
  await work.record({
    type,
    subject: { type: 'tax_rate', id: after.id, version: after.version },
    before: taxRateView(before),
    after: taxRateView(after),
  })
  return after
}

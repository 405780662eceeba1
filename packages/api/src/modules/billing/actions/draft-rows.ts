import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { TaxCategory } from '../../../primitives/tax.ts'
import type { Figures, PricedLine } from '../rules/line-figures.ts'
import type { InvoiceLineRow, InvoiceTaxRow } from '../tables.ts'

/** Everything of a draft's line that is no figure. */
export type LineSource = Pick<
  InvoiceLineRow,
  | 'id'
  | 'scope_item_id'
  | 'milestone_id'
  | 'approval_id'
  | 'approval_line_id'
  | 'description'
  | 'unit'
  | 'tax_changed_reason'
> &
  PricedLine

/** A line that a request wrote. */
export function manualSource(
  work: UnitOfWork,
  priced: PricedLine & { description: string; unit: string | null },
): LineSource {
  return {
    id: work.newId('invoice_line'),
    scope_item_id: null,
    milestone_id: null,
    approval_id: null,
    approval_line_id: null,
    tax_changed_reason: null,
    ...priced,
  }
}

/** A line as it stands; its net stays as it was fixed. */
export function standingSource(row: InvoiceLineRow): LineSource {
  return {
    id: row.id,
    scope_item_id: row.scope_item_id,
    milestone_id: row.milestone_id,
    approval_id: row.approval_id,
    approval_line_id: row.approval_line_id,
    description: row.description,
    unit: row.unit,
    tax_changed_reason: row.tax_changed_reason,
    quantity: row.quantity,
    unitPrice: row.unit_price,
    net: row.net_minor,
    category: row.tax_category as TaxCategory,
    percent: row.tax_percent,
    exemptionReason: row.exemption_reason,
  }
}

/** Rows of a draft's lines and breakdown, in the order of `sources`. */
export function draftRows(
  work: UnitOfWork,
  invoiceId: RowId<'invoice'>,
  sources: readonly LineSource[],
  figures: Figures,
): { lines: InvoiceLineRow[]; taxes: InvoiceTaxRow[] } {
  const lines = sources.map((source, index): InvoiceLineRow => {
    const { net, tax } = figures.lines[index] as { net: number; tax: number }
    return {
      tenant_id: work.tenantId,
      id: source.id,
      invoice_id: invoiceId,
      position: index + 1,
      scope_item_id: source.scope_item_id,
      milestone_id: source.milestone_id,
      approval_id: source.approval_id,
      approval_line_id: source.approval_line_id,
      description: source.description,
      quantity: source.quantity,
      unit: source.unit,
      unit_price: source.unitPrice,
      net_minor: net,
      tax_minor: tax,
      tax_category: source.category,
      tax_percent: source.percent,
      exemption_reason: source.exemptionReason,
      tax_changed_reason: source.tax_changed_reason,
      live: true,
      credited_net_minor: 0,
      credited_tax_minor: 0,
      credited_quantity: '0',
    }
  })
  const taxes = figures.taxes.map(
    (row, index): InvoiceTaxRow => ({
      tenant_id: work.tenantId,
      id: work.newId('invoice_tax'),
      invoice_id: invoiceId,
      position: index + 1,
      category: row.category,
      percent: row.percent,
      taxable_minor: row.taxable,
      tax_minor: row.tax,
      exemption_reason: row.exemptionReason,
    }),
  )
  return { lines, taxes }
}

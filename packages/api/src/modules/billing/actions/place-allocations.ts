import { insertRows } from '../../../db/insert.ts'
import { type RowId, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { listAllocationLines, listLinesOfInvoices } from '../queries/payments.ts'
import { type NetAndTax, spreadAllocation } from '../rules/allocation-lines.ts'
import type { InvoiceRow, PaymentAllocationLineRow, PaymentAllocationRow, PaymentRow } from '../tables.ts'
import { moveBalance } from './move-balance.ts'

export interface AllocationPart {
  /** Locked and issued. */
  invoice: InvoiceRow
  /** Minor units, more than zero and at most the invoice's balance. */
  amount: number
}

/**
 * Writes allocations of a payment whose row already holds them (its version is what the events name), spreads each
 * over its invoice's lines and moves the invoices.
 */
export async function placeAllocations(
  work: UnitOfWork,
  payment: PaymentRow,
  parts: readonly AllocationPart[],
): Promise<PaymentAllocationRow[]> {
  if (parts.length === 0) return []
  const invoiceIds = parts.map((part) => part.invoice.id)
  const [lines, held] = await work.group(
    listLinesOfInvoices({ invoice_ids: invoiceIds }),
    listAllocationLines({ invoice_ids: invoiceIds }),
  )
  const received = new Map<RowId<'invoice_line'>, NetAndTax>()
  for (const { invoice_line_id: id, net_minor: net, tax_minor: tax } of held) {
    const so = received.get(id) ?? { net: 0, tax: 0 }
    received.set(id, { net: so.net + net, tax: so.tax + tax })
  }
  const rows = parts.map(({ invoice, amount }) => allocationOf(work, payment, invoice, amount))
  const shares = parts.flatMap(({ invoice, amount }, index) => {
    const own = lines.filter((line) => line.invoice_id === invoice.id)
    const spread = spreadAllocation(
      own.map((line) => ({
        net: line.net_minor - line.credited_net_minor,
        tax: line.tax_minor - line.credited_tax_minor,
      })),
      own.map((line) => received.get(line.id) ?? { net: 0, tax: 0 }),
      amount,
    )
    return own.map(
      (line, at): PaymentAllocationLineRow => ({
        tenant_id: work.tenantId,
        id: work.newId('payment_allocation_line'),
        payment_allocation_id: (rows[index] as PaymentAllocationRow).id,
        invoice_line_id: line.id,
        net_minor: (spread[at] as NetAndTax).net,
        tax_minor: (spread[at] as NetAndTax).tax,
      }),
    )
  })
  work.later(insertRows('payment_allocation', rows))
  const shown = shares.filter((share) => share.net_minor !== 0 || share.tax_minor !== 0)
  for (let from = 0; from < shown.length; from += 5000) {
    work.later(insertRows('payment_allocation_line', shown.slice(from, from + 5000)))
  }
  for (const [index, { invoice, amount }] of parts.entries()) {
    await work.record({
      type: 'payment.allocated',
      subject: { type: 'payment', id: payment.id, version: payment.version },
      changed: ['allocated', 'unallocated'],
      data: {
        invoice_id: toWire('invoice', invoice.id),
        payment_allocation_id: toWire('payment_allocation', (rows[index] as PaymentAllocationRow).id),
      },
    })
    await moveBalance(work, invoice, { paid: amount })
  }
  return rows
}

function allocationOf(
  work: UnitOfWork,
  payment: PaymentRow,
  invoice: InvoiceRow,
  amount: number,
): PaymentAllocationRow {
  return {
    tenant_id: work.tenantId,
    id: work.newId('payment_allocation'),
    payment_id: payment.id,
    invoice_id: invoice.id,
    amount_minor: amount,
    released_minor: 0,
    currency: payment.currency,
    allocated_on: work.today,
    accounting_on: work.today,
    allocated_at: work.now,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
  }
}

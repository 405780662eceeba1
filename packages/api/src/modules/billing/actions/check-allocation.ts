import type { Money } from '@agencyops/schema'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField, ProblemError } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { formatMoney } from '../../../primitives/money.ts'
import type { InvoiceRow, PaymentRow } from '../tables.ts'

type Payer = Pick<PaymentRow, 'company_id' | 'legal_entity_id' | 'currency'>

/** Throws 422 unless the amount is more than zero. */
export function requirePositive(pointer: string, { amount }: Money): void {
  if (amount > 0) return
  throw invalidAmount(`${pointer}/amount`, 'not_positive', 'Money moves forwards only: the amount is more than zero.')
}

export function invalidAmount(pointer: string, code: string, detail: string): ProblemError {
  return new ProblemError('invalid_amount', { detail, errors: [{ code, pointer, detail }] })
}

/**
 * A locked invoice may take this amount of the payment: same payer, legal entity and currency, issued, and open by at
 * least as much. Throws 422 with the pointer; `pointer` is the place of `{invoice_id, amount}`.
 */
export function checkAllocation(
  work: UnitOfWork,
  pointer: string,
  payment: Payer,
  invoice: InvoiceRow | undefined,
  money: Money,
): InvoiceRow {
  const at = `${pointer}/invoice_id`
  if (!invoice || !mayReach(work.principal, invoice.engagement_id)) {
    throw invalidField(at, 'unknown_value', 'There is no such invoice.')
  }
  if (invoice.company_id !== payment.company_id)
    throw invalidField(at, 'other_payer', 'The invoice is of another company.')
  if (invoice.legal_entity_id !== payment.legal_entity_id) {
    throw invalidField(at, 'other_legal_entity', 'The invoice is of another legal entity.')
  }
  if (invoice.currency !== payment.currency) {
    throw invalidField(
      at,
      'other_currency',
      `The invoice is in ${invoice.currency}, the payment in ${payment.currency}.`,
    )
  }
  if (invoice.status === 'draft') throw invalidField(at, 'not_issued', 'The invoice is a draft. Issue it first.')
  if (money.currency !== payment.currency) {
    throw invalidField(`${pointer}/amount/currency`, 'mismatch', `The payment is in ${payment.currency}.`)
  }
  requirePositive(`${pointer}/amount`, money)
  if (money.amount > invoice.balance_minor) {
    const open = formatMoney({ amount: invoice.balance_minor, currency: invoice.currency })
    throw invalidAmount(`${pointer}/amount/amount`, 'beyond_balance', `Only ${open} of ${invoice.number} is open.`)
  }
  return invoice
}

import { decimal, line, money, nullable, percent, taxCategory, text } from '../common/index.ts'

/** What lines of invoices and of credit notes say alike. */
export const documentLineFields = {
  description: text,
  quantity: decimal,
  unit: nullable(line),
  unit_price: decimal,
  net: money,
  tax: money,
  tax_category: taxCategory,
  tax_percent: percent,
  exemption_reason: nullable(line),
}

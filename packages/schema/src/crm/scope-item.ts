import { z } from 'zod'
import {
  decimal,
  ids,
  instant,
  line,
  money,
  name,
  nullable,
  page,
  pageQuery,
  percent,
  several,
  taxCategory,
  text,
} from '../common/index.ts'
import { eur, exampleId, exampleStamps } from '../example-records.ts'

export const scopeItem = z
  .object({
    id: ids.scope_item,
    deal_id: ids.deal,
    engagement_id: nullable(ids.engagement),
    position: z.number().int().describe('Its place on the deal, from 1.'),
    name,
    description: nullable(text),
    quantity: decimal,
    unit: nullable(line),
    unit_price: decimal,
    currency: z.string(),
    tax_rate_id: nullable(ids.tax_rate),
    tax_category: taxCategory,
    tax_percent: decimal,
    exemption_reason: nullable(line),
    original_value: money,
    approved_changes: money,
    contract_value: money,
    earned: money,
    billed: money,
    unbilled: money,
    written_off: money,
    planned_percent: decimal,
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'ScopeItem',
    description:
      'The identity of a sold dollar: it is born as a line of a deal and keeps its id when the deal is won, delivered, billed and paid. `unit_price` is in major units; the original value is quantity × unit price, rounded once, half away from zero. Contract value = original value + approved changes. Billed + unbilled + written off = earned. `planned_percent` is what milestones and plan bill of it by percent.',
    example: {
      id: exampleId('scope_item', 2),
      deal_id: exampleId('deal'),
      engagement_id: exampleId('engagement'),
      position: 2,
      name: 'Print',
      description: null,
      quantity: '1250',
      unit: 'leaflet',
      unit_price: '0.3475',
      currency: 'EUR',
      tax_rate_id: null,
      tax_category: 'S',
      tax_percent: '9',
      exemption_reason: null,
      original_value: eur(43438),
      approved_changes: eur(0),
      contract_value: eur(43438),
      earned: eur(43438),
      billed: eur(43438),
      unbilled: eur(0),
      written_off: eur(0),
      planned_percent: '100',
      ...exampleStamps(3),
    },
  })

export const scopeItemPage = page('ScopeItemPage', scopeItem)

const fields = {
  description: nullable(text).optional(),
  unit: nullable(line).optional().describe('What one is: `hour`, `page`.'),
  tax_rate_id: ids.tax_rate.optional(),
  tax_category: taxCategory.optional(),
  tax_percent: percent.optional(),
  exemption_reason: nullable(line).optional().describe('Why no tax is due; printed on the invoice.'),
}

export const scopeItemInput = z
  .strictObject({
    key: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .describe('A name for this item inside its own request, for planned bills.'),
    name,
    quantity: decimal.optional().describe('1 unless told; negative for a return.'),
    unit_price: decimal,
    ...fields,
  })
  .meta({
    id: 'ScopeItemInput',
    description:
      'A line of a new deal. Its tax is a tax rate, or a percent with or without its category: without, 0 % is Z and all else S.',
    example: { key: 'print', name: 'Print', quantity: '1250', unit_price: '0.3475', tax_percent: '9' },
  })

export const scopeItemCreate = z
  .strictObject({
    name,
    quantity: decimal.optional().describe('1 unless told; negative for a return.'),
    unit_price: decimal,
    ...fields,
  })
  .meta({
    id: 'ScopeItemCreate',
    description:
      'A line to add to an open deal. Its tax is a tax rate, or a percent with or without its category: without, 0 % is Z and all else S.',
    example: { name: 'Photography', quantity: '2', unit: 'day', unit_price: '950', tax_percent: '21' },
  })

export const scopeItemUpdate = z
  .strictObject({ name: name.optional(), quantity: decimal.optional(), unit_price: decimal.optional(), ...fields })
  .meta({
    id: 'ScopeItemUpdate',
    description: 'What of an open deal’s scope item can be changed. Naming a tax field replaces its tax as a whole.',
    example: { quantity: '3' },
    'x-changed-by': {
      original_value: 'quantity and unit_price',
      contract_value: 'quantity and unit_price',
      earned: 'approvals',
      billed: 'invoices and credit notes',
      unbilled: 'approvals and invoices',
      written_off: 'credit notes',
      currency: 'the deal',
    },
  })

export const scopeItemListQuery = {
  ...pageQuery,
  updated_since: instant.optional().describe('Only what changed at or after this instant.'),
  deal_id: several(ids.deal),
  engagement_id: several(ids.engagement),
  sort: z
    .enum(['created_at', '-created_at', 'updated_at', '-updated_at'])
    .optional()
    .describe('By `created_at` unless told.'),
}

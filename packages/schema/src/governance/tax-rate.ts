import { z } from 'zod'
import {
  externalRef,
  ids,
  instant,
  line,
  listQuery,
  name,
  nullable,
  page,
  percent,
  taxCategory,
} from '../common/index.ts'
import { exampleId, exampleStamps } from '../example-records.ts'

export const taxRate = z
  .object({
    id: ids.tax_rate,
    name,
    category: taxCategory,
    percent,
    exemption_reason: nullable(line).describe('Why no tax is due, as invoices print it.'),
    external_ref: nullable(externalRef),
    archived_at: nullable(instant),
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'TaxRate',
    description: 'A tax that lines carry. Its category and percent never change.',
    example: {
      id: exampleId('tax_rate'),
      name: 'VAT 21 %',
      category: 'S',
      percent: '21',
      exemption_reason: null,
      external_ref: null,
      archived_at: null,
      ...exampleStamps(),
    },
  })

export const taxRatePage = page('TaxRatePage', taxRate)

export const taxRateCreate = z
  .strictObject({
    name,
    category: taxCategory,
    percent,
    exemption_reason: line
      .optional()
      .describe('Needed for the categories E, AE, K, G and O, and refused for the others.'),
    external_ref: externalRef.optional(),
  })
  .meta({
    id: 'TaxRateCreate',
    description: 'A new tax rate. S is above 0 %, L and M may be, all others are 0 %.',
    example: { name: 'VAT 21 %', category: 'S', percent: '21' },
  })

export const taxRateUpdate = z
  .strictObject({ name: name.optional(), external_ref: nullable(externalRef).optional() })
  .meta({
    id: 'TaxRateUpdate',
    description: 'What of a tax rate can be changed: how it is called here.',
    example: { name: 'VAT standard' },
    'x-changed-by': {
      category: 'create: a new rate is a new record',
      percent: 'create: a new rate is a new record',
      exemption_reason: 'create: a new rate is a new record',
      archived_at: 'archive and restore',
    },
  })

export const taxRateListQuery = {
  ...listQuery,
  sort: z
    .enum(['created_at', '-created_at', 'updated_at', '-updated_at'])
    .optional()
    .describe('By `-created_at` unless told.'),
}

import { z } from 'zod'
import {
  address,
  addressPatch,
  currency,
  externalRef,
  ids,
  instant,
  line,
  listQuery,
  name,
  nullable,
  page,
  plainDate,
} from '../common/index.ts'
import { exampleId, exampleStamps } from '../example-records.ts'

const days = z.number().int().min(0).max(365)

export const paymentTerms = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('net'), days }),
    z.strictObject({ kind: z.literal('end_of_month_plus'), days }),
    z.strictObject({ kind: z.literal('days_end_of_month'), days }),
    z.strictObject({ kind: z.literal('months_end_of_month'), months: z.number().int().min(0).max(12) }),
  ])
  .meta({
    id: 'PaymentTerms',
    description:
      'When an invoice falls due. `net`: days after its date. `end_of_month_plus`: to the end of the month, then days. `days_end_of_month`: days, then to the end of that month. `months_end_of_month`: months, then to the end of that month.',
    example: { kind: 'net', days: 14 },
  })

const bankFields = {
  holder: name.optional().describe('In whose name it is, where that is not the legal entity’s.'),
  iban: z
    .string()
    .regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/, 'Write an IBAN in capitals without spaces: "DE89370400440532013000".')
    .optional(),
  bic: z
    .string()
    .regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'Write a BIC of 8 or 11 capitals and digits: "ABNANL2A".')
    .optional(),
  account_number: line.optional().describe('Where there is no IBAN.'),
  bank_name: name.optional(),
}

export const bankAccount = z.strictObject(bankFields).meta({
  id: 'BankDetails',
  description: 'Where clients pay to, as invoices print it.',
  example: { iban: 'DE89370400440532013000' },
})

const bankPatch = z
  .strictObject({
    holder: nullable(bankFields.holder.unwrap()).optional(),
    iban: nullable(bankFields.iban.unwrap()).optional(),
    bic: nullable(bankFields.bic.unwrap()).optional(),
    account_number: nullable(bankFields.account_number.unwrap()).optional(),
    bank_name: nullable(bankFields.bank_name.unwrap()).optional(),
  })
  .meta({
    id: 'BankDetailsUpdate',
    description: 'What of the bank details is to change. null clears.',
    example: { iban: 'NL91ABNA0417164300' },
  })

export const legalEntity = z
  .object({
    id: ids.legal_entity,
    name,
    registration_number: nullable(line),
    tax_number: nullable(line).describe('VAT or other tax number, as printed on invoices.'),
    address,
    base_currency: currency,
    payment_terms: paymentTerms,
    bank: nullable(bankAccount),
    is_default: z.boolean().describe('Whether a deal that names no legal entity gets this one.'),
    external_ref: nullable(externalRef),
    archived_at: nullable(instant),
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'LegalEntity',
    description: 'A seller: who stands on invoices, and where they are paid to.',
    example: {
      id: exampleId('legal_entity'),
      name: 'Quillhaven Studio B.V.',
      registration_number: '68750110',
      tax_number: 'NL861234567B01',
      address: { line1: 'Weverstraat 4', city: 'Utrecht', postal_code: '3512 AB', country: 'NL' },
      base_currency: 'EUR',
      payment_terms: { kind: 'net', days: 14 },
      bank: { iban: 'NL91ABNA0417164300' },
      is_default: true,
      external_ref: null,
      archived_at: null,
      ...exampleStamps(2),
    },
  })

export const legalEntityPage = page('LegalEntityPage', legalEntity)

const pattern = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[\x20-\x7e]+$/, 'A pattern is printable ASCII.')
  .meta({
    id: 'NumberPattern',
    description:
      'How numbers look. `{seq}` is the running number, `{seq:4}` fills it with zeros to 4 digits; one of them is needed. `{yyyy}` or `{yy}` is the year of issue, with which the running number starts again at 1.',
    example: 'QH-{yyyy}-{seq:4}',
  })

export const legalEntityCreate = z
  .strictObject({
    name,
    base_currency: currency,
    registration_number: nullable(line).optional(),
    tax_number: nullable(line).optional(),
    address: address.optional(),
    payment_terms: paymentTerms.optional(),
    bank: nullable(bankAccount).optional(),
    invoice_pattern: pattern.optional(),
    credit_note_pattern: pattern.optional(),
    external_ref: externalRef.optional(),
  })
  .meta({
    id: 'LegalEntityCreate',
    description:
      'A new seller. Terms are 14 days net, numbers `INV-{yyyy}-{seq:4}` and `CN-{yyyy}-{seq:4}`, unless told.',
    example: { name: 'Quillhaven Ltd', base_currency: 'GBP' },
  })

export const legalEntityUpdate = z
  .strictObject({
    name: name.optional(),
    registration_number: nullable(line).optional(),
    tax_number: nullable(line).optional(),
    address: addressPatch.optional(),
    payment_terms: paymentTerms.optional(),
    bank: nullable(bankPatch).optional(),
    is_default: z.literal(true).optional().describe('Makes it the default instead of the one that is.'),
    external_ref: nullable(externalRef).optional(),
  })
  .meta({
    id: 'LegalEntityUpdate',
    description: 'What of a legal entity can be changed. null clears. `payment_terms` is given whole.',
    example: { tax_number: 'NL861234567B01' },
    'x-changed-by': {
      base_currency: 'create, which makes another legal entity',
      archived_at: 'archive and restore',
    },
  })

export const legalEntityListQuery = {
  ...listQuery,
  sort: z
    .enum(['created_at', '-created_at', 'updated_at', '-updated_at'])
    .optional()
    .describe('By `-created_at` unless told.'),
}

export const numberSeries = z
  .object({
    id: ids.number_series,
    legal_entity_id: ids.legal_entity,
    document_kind: z.enum(['invoice', 'credit_note']),
    pattern,
    next_number: z.number().int().describe('The running number of the next document of `period`.'),
    period: z.string().describe('The year that `next_number` counts in, `2027`; empty where the pattern has no year.'),
    last_issued_on: nullable(plainDate),
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'NumberSeries',
    description: 'The numbers of one kind of document of one legal entity: no gap, no number twice, in order of date.',
    example: {
      id: exampleId('number_series'),
      legal_entity_id: exampleId('legal_entity'),
      document_kind: 'invoice',
      pattern: 'QH-{yyyy}-{seq:4}',
      next_number: 2,
      period: '2026',
      last_issued_on: '2026-12-04',
      ...exampleStamps(2),
    },
  })

export const numberSeriesList = z
  .object({ data: z.array(numberSeries) })
  .meta({ id: 'NumberSeriesList', description: 'The series of a legal entity, one for each kind of document.' })

export const numberSeriesUpdate = z
  .strictObject({
    pattern: pattern.optional(),
    next_number: z.number().int().min(1).max(999_999_999).optional(),
  })
  .meta({
    id: 'NumberSeriesUpdate',
    description: 'What of a series can be changed, while it has issued nothing in its period.',
    example: { pattern: 'QH-{yyyy}-{seq:4}' },
    'x-changed-by': { last_issued_on: 'issuing', period: 'issuing' },
  })

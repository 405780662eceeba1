import { z } from 'zod'
import {
  address,
  addressPatch,
  externalRef,
  ids,
  instant,
  line,
  listQuery,
  name,
  nullable,
  page,
  several,
  text,
} from '../common/index.ts'
import { exampleId, exampleStamps } from '../example-records.ts'

export const companyStatus = z
  .enum(['prospect', 'client'])
  .describe('A prospect becomes a client with its first won deal.')

export const company = z
  .object({
    id: ids.company,
    name,
    status: companyStatus,
    address: nullable(address),
    tax_number: nullable(line).describe('VAT or other tax number, as printed on invoices.'),
    registration_number: nullable(line),
    website: nullable(line),
    notes: nullable(text),
    external_ref: nullable(externalRef),
    archived_at: nullable(instant),
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'Company',
    description: 'An organisation that buys, or may.',
    example: {
      id: exampleId('company'),
      name: 'Oakmere Ferries',
      status: 'client',
      address: { line1: 'Quay 12', city: 'Rotterdam', postal_code: '3011 AA', country: 'NL' },
      tax_number: 'NL809876543B01',
      registration_number: '24367215',
      website: 'https://oakmere.example',
      notes: null,
      external_ref: { system: 'ledger', id: 'C-1042' },
      archived_at: null,
      ...exampleStamps(2),
    },
  })

export const companyPage = page('CompanyPage', company)

const fields = {
  tax_number: nullable(line).optional(),
  registration_number: nullable(line).optional(),
  website: nullable(z.url({ protocol: /^https?$/ }).max(500)).optional(),
  notes: nullable(text).optional(),
}

export const companyCreate = z
  .strictObject({ name, address: address.optional(), ...fields, external_ref: externalRef.optional() })
  .meta({
    id: 'CompanyCreate',
    description: 'A new company; it begins as a prospect.',
    example: { name: 'Oakmere Ferries' },
  })

export const companyUpdate = z
  .strictObject({
    name: name.optional(),
    address: nullable(addressPatch).optional(),
    ...fields,
    external_ref: nullable(externalRef).optional(),
  })
  .meta({
    id: 'CompanyUpdate',
    description: 'What of a company can be changed. null clears.',
    example: { website: 'https://oakmere.example' },
  })

export const companyUpsert = z.strictObject({ name, ...fields, external_ref: externalRef }).meta({
  id: 'CompanyUpsert',
  description: 'A company by its external reference: made where there is none, else changed as a patch would.',
  example: { name: 'Oakmere Ferries', external_ref: { system: 'ledger', id: 'C-1042' } },
})

export const companyListQuery = {
  ...listQuery,
  status: several(companyStatus),
  q: z.string().min(1).max(200).optional().describe('Words in the name, without regard to case and accents.'),
  sort: z
    .enum(['name', '-name', 'created_at', '-created_at', 'updated_at', '-updated_at'])
    .optional()
    .describe('By `created_at` unless told.'),
}

export const companyCreated = company
  .extend({
    possible_duplicates: z
      .array(ids.company)
      .describe('Companies of the same name in another spelling. Nothing was merged.'),
  })
  .meta({ id: 'CompanyCreated', description: 'The new company, and others that it may be a duplicate of.' })

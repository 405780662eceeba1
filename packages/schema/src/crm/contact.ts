import { z } from 'zod'
import { externalRef, ids, instant, line, listQuery, name, nullable, page, several } from '../common/index.ts'
import { exampleId, exampleStamps } from '../example-records.ts'

export const contact = z
  .object({
    id: ids.contact,
    company_id: ids.company,
    name,
    email: nullable(z.string()),
    phone: nullable(line),
    job_title: nullable(line),
    external_ref: nullable(externalRef),
    archived_at: nullable(instant),
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'Contact',
    description: 'A person at a company: who is asked to approve, and to whom engagements are shown.',
    example: {
      id: exampleId('contact'),
      company_id: exampleId('company'),
      name: 'Product office',
      email: 'office@oakmere.example',
      phone: null,
      job_title: null,
      external_ref: null,
      archived_at: null,
      ...exampleStamps(),
    },
  })

export const contactPage = page('ContactPage', contact)

const email = z.email('Write an e-mail address: "office@oakmere.example".').max(254)

const fields = {
  email: nullable(email).optional(),
  phone: nullable(line).optional(),
  job_title: nullable(line).optional(),
}

export const contactCreate = z
  .strictObject({ company_id: ids.company, name, ...fields, external_ref: externalRef.optional() })
  .meta({
    id: 'ContactCreate',
    description: 'A new contact of a company that is not archived.',
    example: {
      company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb',
      name: 'Product office',
      email: 'office@oakmere.example',
    },
  })

export const contactUpdate = z
  .strictObject({ name: name.optional(), ...fields, external_ref: nullable(externalRef).optional() })
  .meta({
    id: 'ContactUpdate',
    description:
      'What of a contact can be changed. null clears. Who changed the e-mail address is kept for the evidence of approvals.',
    example: { job_title: 'Head of product' },
    'x-changed-by': { company_id: 'nothing: add a contact to the other company', archived_at: 'archive and restore' },
  })

export const contactUpsert = z
  .strictObject({ company_id: ids.company, name, ...fields, external_ref: externalRef })
  .meta({
    id: 'ContactUpsert',
    description:
      'A contact by its external reference: made where there is none, else changed as a patch would. Another company is refused.',
    example: {
      company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb',
      name: 'Product office',
      external_ref: { system: 'crm', id: '003-7' },
    },
  })

export const contactListQuery = {
  ...listQuery,
  company_id: several(ids.company),
  email: z.string().min(1).max(254).optional().describe('The exact address, without regard to case.'),
  q: z.string().min(1).max(200).optional().describe('Words in the name, without regard to case and accents.'),
  sort: z
    .enum(['created_at', '-created_at', 'updated_at', '-updated_at'])
    .optional()
    .describe('By `-created_at` unless told.'),
}

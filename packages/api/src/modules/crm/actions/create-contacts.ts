import type { contactCreate } from '@agencyops/schema'
import type { z } from 'zod'
import { toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { searchKey } from '../../../primitives/text.ts'
import { shareCompanies } from '../queries/references.ts'
import type { ContactRow } from '../tables.ts'
import { CONTACT_PERSONAL, contactView } from '../views.ts'
import { checkExternalRefs } from './check-external-ref.ts'
import { usable } from './deal-references.ts'
import { insertAll } from './insert-all.ts'

/** Adds contacts of companies that are not archived. `at` is where a row's input stands. Throws 422 and 409. */
export async function createContacts(
  work: UnitOfWork,
  inputs: readonly z.infer<typeof contactCreate>[],
  at: (index: number) => string,
): Promise<ContactRow[]> {
  await checkExternalRefs(
    work,
    'contact',
    inputs.map((input) => input.external_ref),
    at,
  )
  const companyIds = [...new Set(inputs.map((input) => toRow(input.company_id)))]
  const companies = new Map((await work.all(shareCompanies({ ids: companyIds }))).map((row) => [row.id, row]))
  const rows = inputs.map((input, index): ContactRow => {
    const company = usable(companies.get(toRow(input.company_id)), `${at(index)}/company_id`, 'company')
    return {
      tenant_id: work.tenantId,
      id: work.newId('contact'),
      company_id: company.id,
      name: input.name,
      search_key: searchKey(input.name),
      email: input.email ?? null,
      phone: input.phone ?? null,
      job_title: input.job_title ?? null,
      email_changed_by: null,
      erased_at: null,
      version: 1,
      created_at: work.now,
      updated_at: work.now,
      archived_at: null,
      ...externalRefColumns(input.external_ref),
    }
  })
  insertAll(work, 'contact', rows)
  for (const row of rows) {
    await work.record({
      type: 'contact.created',
      subject: { type: 'contact', id: row.id, version: 1 },
      after: contactView(row),
      personal: CONTACT_PERSONAL,
    })
  }
  return rows
}

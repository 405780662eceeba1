import type { companyCreate } from '@agencyops/schema'
import type { z } from 'zod'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { compareKey, searchKey } from '../../../primitives/text.ts'
import type { CompanyRow } from '../tables.ts'
import { companyView } from '../views.ts'
import { checkExternalRefs } from './check-external-ref.ts'
import { insertAll } from './insert-all.ts'

/** Adds prospects. `at` is where a row's input stands. Throws 409 where another record has the external reference. */
export async function createCompanies(
  work: UnitOfWork,
  inputs: readonly z.infer<typeof companyCreate>[],
  at: (index: number) => string,
): Promise<CompanyRow[]> {
  await checkExternalRefs(
    work,
    'company',
    inputs.map((input) => input.external_ref),
    at,
  )
  const rows = inputs.map(
    (input): CompanyRow => ({
      tenant_id: work.tenantId,
      id: work.newId('company'),
      name: input.name,
      name_key: compareKey(input.name),
      search_key: searchKey(input.name),
      status: 'prospect',
      address: input.address ?? null,
      tax_number: input.tax_number ?? null,
      registration_number: input.registration_number ?? null,
      website: input.website ?? null,
      notes: input.notes ?? null,
      version: 1,
      created_at: work.now,
      updated_at: work.now,
      archived_at: null,
      ...externalRefColumns(input.external_ref),
    }),
  )
  insertAll(work, 'company', rows)
  for (const row of rows) {
    await work.record({
      type: 'company.created',
      subject: { type: 'company', id: row.id, version: 1 },
      after: companyView(row),
    })
  }
  return rows
}

import type { companyCreate } from '@agencyops/schema'
import type { z } from 'zod'
import { insertRow } from '../../../db/insert.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { compareKey, searchKey } from '../../../primitives/text.ts'
import type { CompanyRow } from '../tables.ts'
import { companyView } from '../views.ts'

/** Adds a prospect. */
export async function createCompany(work: UnitOfWork, input: z.infer<typeof companyCreate>): Promise<CompanyRow> {
  const row: CompanyRow = {
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
  }
  work.later(insertRow('company', row))
  await work.record({
    type: 'company.created',
    subject: { type: 'company', id: row.id, version: 1 },
    after: companyView(row),
  })
  return row
}

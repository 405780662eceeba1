import type { companyUpsert } from '@agencyops/schema'
import type { z } from 'zod'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { findCompanyByExternalRef } from '../queries/companies.ts'
import { lockExternalRef } from '../queries/references.ts'
import type { CompanyRow } from '../tables.ts'
import { refuseArchived } from './check-external-ref.ts'
import { createCompanies } from './create-companies.ts'
import { changeCompany } from './update-company.ts'

/** Makes the company of this reference, or changes it. Throws 409 where it is archived. */
export async function upsertCompany(work: UnitOfWork, input: z.infer<typeof companyUpsert>): Promise<CompanyRow> {
  const { system, id } = input.external_ref
  const [, [known]] = await work.group(
    lockExternalRef({ key: JSON.stringify(['company', system, id]) }),
    findCompanyByExternalRef({ system, id }),
  )
  if (!known) return (await createCompanies(work, [input], () => '#'))[0] as CompanyRow
  refuseArchived('company', known)
  return changeCompany(work, known, input)
}

import type { companyUpdate } from '@agencyops/schema'
import type { z } from 'zod'
import { changeRow } from '../../../db/change-row.ts'
import { updateRow } from '../../../db/insert.ts'
import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { notFound } from '../../../http/problem.ts'
import { mergePatch } from '../../../primitives/merge-patch.ts'
import { compareKey, searchKey } from '../../../primitives/text.ts'
import { lockCompany } from '../queries/companies.ts'
import type { CompanyRow } from '../tables.ts'
import { companyView } from '../views.ts'

/** Changes what the input names; null clears. Throws 404. */
export async function updateCompany(
  work: UnitOfWork,
  id: RowId<'company'>,
  input: z.infer<typeof companyUpdate>,
): Promise<CompanyRow> {
  const before = await work.first(lockCompany({ id }))
  if (!before) throw notFound('company')
  work.match(before.version)
  return changeCompany(work, before, input)
}

/** Changes a locked company. */
export async function changeCompany(
  work: UnitOfWork,
  before: CompanyRow,
  input: z.infer<typeof companyUpdate>,
): Promise<CompanyRow> {
  const { external_ref: externalRef, address, ...fields } = input
  const { after, columns } = changeRow(
    before,
    {
      ...fields,
      address: mergePatch(before.address, address),
      ...(fields.name !== undefined && { name_key: compareKey(fields.name), search_key: searchKey(fields.name) }),
      ...(externalRef !== undefined && externalRefColumns(externalRef)),
    },
    work.now,
  )
  if (!columns) return before
  work.later(updateRow('company', before.id, columns), 1)
  await work.record({
    type: 'company.updated',
    subject: { type: 'company', id: before.id, version: after.version },
    before: companyView(before),
    after: companyView(after),
  })
  return after
}

import { type RowId, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { conflict, notFound } from '../../../http/problem.ts'
import { lockCompany } from '../queries/companies.ts'
import { listOpenDealsOfCompany } from '../queries/deals.ts'
import type { CompanyRow } from '../tables.ts'
import { companyView } from '../views.ts'
import { setArchived } from './set-archived.ts'

/**
 * Hides a company from lists, or brings it back. Areas above refuse by reaction where they have open work or money.
 * Throws 404, and 409 that lists its open deals.
 */
export async function archiveCompany(work: UnitOfWork, id: RowId<'company'>, archived: boolean): Promise<CompanyRow> {
  const before = await work.first(lockCompany({ id }))
  if (!before) throw notFound('company')
  work.match(before.version)
  if (archived && before.archived_at === null) {
    const open = await work.all(listOpenDealsOfCompany({ company_id: id }))
    if (open.length > 0) {
      throw conflict('#', `The company has ${open.length} open deals. Win, lose or archive them first.`, {
        open_records: open.map((deal) => toWire('deal', deal.id)),
      })
    }
  }
  return setArchived(work, 'company', before, archived, companyView)
}

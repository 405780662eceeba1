import { updateRow } from '../../../db/insert.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { CompanyRow } from '../tables.ts'
import { companyView } from '../views.ts'

/** Makes a locked prospect a client; a client stays one. */
export async function becomeClient(work: UnitOfWork, company: CompanyRow): Promise<void> {
  if (company.status === 'client') return
  const columns = { status: 'client', version: company.version + 1, updated_at: work.now } as const
  work.later(updateRow('company', company.id, columns), 1)
  await work.record({
    type: 'company.became_client',
    subject: { type: 'company', id: company.id, version: columns.version },
    before: companyView(company),
    after: companyView({ ...company, ...columns }),
  })
}

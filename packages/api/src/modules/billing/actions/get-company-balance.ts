import type { TenantDb } from '../../../db/database.ts'
import type { PlainDate, RowId } from '../../../db/row.ts'
import type { TenantPrincipal } from '../../../http/principal.ts'
import { notFound } from '../../../http/problem.ts'
import { findCompanyId, sumClientCredit, sumOpenInvoices } from '../queries/payments.ts'
import { type BalanceSums, companyBalanceRows } from '../rules/company-balance.ts'

/** What a company owes, by legal entity and currency. Throws 404, also for who is limited to some engagements. */
export async function getCompanyBalance(
  db: TenantDb,
  principal: TenantPrincipal,
  id: RowId<'company'>,
  today: PlainDate,
): Promise<BalanceSums<RowId<'legal_entity'>>[]> {
  const [[company], open, credit] = await db.group(
    findCompanyId({ id }),
    sumOpenInvoices({ company_id: id, today }),
    sumClientCredit({ company_id: id }),
  )
  if (!company || principal.engagementIds !== null) throw notFound('company')
  return companyBalanceRows(open, credit)
}

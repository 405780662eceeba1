import { z } from 'zod'
import { ids, money, plainDate } from '../common/index.ts'

export const companyBalance = z
  .object({
    company_id: ids.company,
    as_of: plainDate.describe('The tenant’s today.'),
    balances: z.array(
      z
        .object({
          legal_entity_id: ids.legal_entity,
          currency: z.string(),
          open: money,
          overdue: money,
          unallocated: money,
          net: money,
        })
        .meta({
          id: 'CompanyBalanceRow',
          description:
            'What a company owes one legal entity in one currency: `open` on issued invoices, `overdue` of it, `unallocated` client credit, and net = open − unallocated.',
        }),
    ),
  })
  .meta({
    id: 'CompanyBalance',
    description: 'What a company owes. Client credit never hides an overdue invoice: both are told.',
  })

/** All rules about a tenant's rows. */
import type { Rule } from '../rule.ts'
import { accessRules } from './access.ts'
import { dealRules } from './deals.ts'
import { deliveryRules } from './delivery.ts'
import { dueWorkRules } from './due-work.ts'
import { feedRules } from './feed.ts'
import { invoiceRules } from './invoices.ts'
import { moneyRules } from './money.ts'
import { numberRules } from './numbers.ts'
import { scopeItemRules } from './scope-items.ts'

export const rowRules: readonly Rule[] = [
  ...scopeItemRules,
  ...dealRules,
  ...deliveryRules,
  ...invoiceRules,
  ...moneyRules,
  ...numberRules,
  ...feedRules,
  ...dueWorkRules,
  ...accessRules,
]

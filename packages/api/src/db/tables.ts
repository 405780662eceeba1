/** All row types together. Each area owns its own. */
import type { BillingTables } from '../modules/billing/tables.ts'
import type { CrmTables } from '../modules/crm/tables.ts'
import type { DeliveryTables } from '../modules/delivery/tables.ts'
import type { EmbedTables } from '../modules/embed/tables.ts'
import type { EngagementsTables } from '../modules/engagements/tables.ts'
import type { FilesTables } from '../modules/files/tables.ts'
import type { GovernanceTables } from '../modules/governance/tables.ts'

export interface Tables
  extends GovernanceTables,
    FilesTables,
    CrmTables,
    EngagementsTables,
    EmbedTables,
    DeliveryTables,
    BillingTables {}

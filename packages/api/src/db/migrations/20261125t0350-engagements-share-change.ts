import type { Migration } from './index.ts'
import { CHANGE_REFERENCE } from './tenant-table.ts'

/** A sharing points at its change: what happened before it is not told to the contact. */
export const shareChange: Migration = {
  name: '20261125t0350_engagements_share_change',
  statements: [
    `ALTER TABLE engagement_share ADD COLUMN change_id uuid, ADD ${CHANGE_REFERENCE}`,
    `CREATE INDEX engagement_share_change_id ON engagement_share (tenant_id, change_id)`,
  ],
}

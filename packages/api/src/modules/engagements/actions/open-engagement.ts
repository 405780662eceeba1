import { insertRow } from '../../../db/insert.ts'
import { type RowId, toWire } from '../../../db/row.ts'
import type { Reaction } from '../../../db/unit-of-work.ts'
import { externalRefColumns } from '../../../http/external-ref.ts'
import { searchKey } from '../../../primitives/text.ts'
import { findDeal, listScopeItemsOfDeal, setEngagement } from '../../crm/index.ts'
import { carryAttachments } from '../../files/index.ts'
import type { EngagementRow } from '../tables.ts'
import { engagementView } from '../views.ts'

/**
 * Opens the engagement of a won deal. The caller holds the deal and its scope items; contract value = Σ contract value
 * of these. Answers `engagement` and what the areas above add.
 */
export const openEngagement: Reaction = async (work, event) => {
  const dealId = event.subject.id as RowId<'deal'>
  const [[deal], items] = await work.group(findDeal({ id: dealId }), listScopeItemsOfDeal({ deal_id: dealId }))
  if (!deal) throw new Error(`no deal ${dealId} to open an engagement for`)
  const value = items.reduce((sum, item) => sum + item.contract_value_minor, 0)
  const row: EngagementRow = {
    tenant_id: work.tenantId,
    id: work.newId('engagement'),
    deal_id: deal.id,
    company_id: deal.company_id,
    legal_entity_id: deal.legal_entity_id,
    name: deal.name,
    search_key: searchKey(deal.name),
    status: 'active',
    currency: deal.currency,
    manager_id: deal.owner_id,
    original_value_minor: value,
    approved_changes_minor: 0,
    contract_value_minor: value,
    completed_at: null,
    version: 1,
    created_at: work.now,
    updated_at: work.now,
    archived_at: null,
    ...externalRefColumns(undefined),
  }
  work.later(insertRow('engagement', row))
  setEngagement(work, deal.id, row.id)
  carryAttachments(work, deal.id, row.id)
  const view = engagementView(row)
  const views = await work.record({
    type: 'engagement.created',
    subject: { type: 'engagement', id: row.id, version: 1 },
    after: view,
    data: { deal_id: toWire('deal', deal.id), engagement_id: view.id },
    engagementId: row.id,
  })
  return { engagement: view, ...views }
}

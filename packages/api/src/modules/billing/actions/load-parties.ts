import type { Id } from '@agencyops/schema'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField, notFound } from '../../../http/problem.ts'
import { mayReach } from '../../../http/visible.ts'
import { isCurrency } from '../../../primitives/money.ts'
import type { CompanyRow } from '../../crm/index.ts'
import type { EngagementRow } from '../../engagements/index.ts'
import type { LegalEntityRow } from '../../governance/index.ts'
import { shareCompany, shareDefaultLegalEntity, shareEngagement, shareLegalEntity } from '../queries/parties.ts'

export interface PartiesInput {
  company_id: Id<'company'>
  legal_entity_id?: Id<'legal_entity'> | undefined
  engagement_id?: Id<'engagement'> | undefined
  currency?: string | undefined
}

export interface Parties {
  company: CompanyRow
  legalEntity: LegalEntityRow
  engagement: EngagementRow | undefined
  currency: string
}

/**
 * Seller, buyer and engagement of a new draft, held so that none is archived before it commits. An engagement decides
 * company, legal entity and currency. Throws 422 with the pointer of what does not fit, 404 for a hidden engagement.
 */
export async function loadParties(work: UnitOfWork, input: PartiesInput): Promise<Parties> {
  const engagementId = input.engagement_id === undefined ? null : toRow(input.engagement_id)
  if (!mayReach(work.principal, engagementId)) throw notFound(engagementId ? 'engagement' : 'company')
  const named = input.legal_entity_id === undefined ? undefined : toRow<'legal_entity'>(input.legal_entity_id)
  const [entities, companies, engagements] = await work.group(
    named === undefined ? shareDefaultLegalEntity({}) : shareLegalEntity({ id: named }),
    shareCompany({ id: toRow(input.company_id) }),
    shareEngagement({ id: engagementId ?? (NOBODY as RowId<'engagement'>) }),
  )
  const [company, engagement] = [companies[0], engagements[0]]
  if (!company) throw invalidField('#/company_id', 'unknown_value', 'There is no such company.')
  if (company.archived_at) throw invalidField('#/company_id', 'archived', 'The company is archived. Restore it first.')
  if (engagementId && !engagement)
    throw invalidField('#/engagement_id', 'unknown_value', 'There is no such engagement.')
  if (engagement) checkEngagement(engagement, company, named, input.currency)
  const legalEntity =
    engagement && engagement.legal_entity_id !== entities[0]?.id
      ? await work.first(shareLegalEntity({ id: engagement.legal_entity_id }))
      : entities[0]
  if (!legalEntity) throw invalidField('#/legal_entity_id', 'unknown_value', 'There is no such legal entity.')
  if (legalEntity.archived_at) {
    throw invalidField('#/legal_entity_id', 'archived', 'The legal entity is archived. Restore it, or name another.')
  }
  const currency = engagement?.currency ?? input.currency ?? legalEntity.base_currency
  requireCurrency('#/currency', currency)
  return { company, legalEntity, engagement, currency }
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Throws 422 for a code that ISO 4217 does not have. */
export function requireCurrency(pointer: string, currency: string): void {
  if (!isCurrency(currency)) throw invalidField(pointer, 'unknown_value', `${currency} is no ISO 4217 currency.`)
}

function checkEngagement(
  engagement: EngagementRow,
  company: CompanyRow,
  legalEntityId: RowId<'legal_entity'> | undefined,
  currency: string | undefined,
): void {
  if (engagement.archived_at)
    throw invalidField('#/engagement_id', 'archived', 'The engagement is archived. Restore it first.')
  if (engagement.company_id !== company.id) {
    throw invalidField('#/company_id', 'mismatch', 'The engagement is of another company.')
  }
  if (legalEntityId !== undefined && legalEntityId !== engagement.legal_entity_id) {
    throw invalidField('#/legal_entity_id', 'mismatch', 'The engagement is of another legal entity.')
  }
  if (currency !== undefined && currency !== engagement.currency) {
    throw invalidField('#/currency', 'mismatch', `The engagement is in ${engagement.currency}.`)
  }
}

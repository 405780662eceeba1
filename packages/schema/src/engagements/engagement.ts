import { z } from 'zod'
import {
  currency,
  externalRef,
  ids,
  instant,
  listQuery,
  money,
  name,
  nullable,
  page,
  several,
} from '../common/index.ts'
import { company } from '../crm/company.ts'
import { eur, exampleId, exampleStamps } from '../example-records.ts'

export const engagementStatus = z
  .enum(['active', 'completed'])
  .describe('A completed engagement takes no new work until it is reactivated.')

export const engagement = z
  .object({
    id: ids.engagement,
    name,
    status: engagementStatus,
    deal_id: ids.deal,
    company_id: ids.company,
    legal_entity_id: ids.legal_entity,
    manager_id: nullable(ids.person),
    currency,
    original_value: money,
    approved_changes: money,
    contract_value: money,
    completed_at: nullable(instant),
    external_ref: nullable(externalRef),
    archived_at: nullable(instant),
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
    company: company.optional(),
  })
  .meta({
    id: 'Engagement',
    description:
      'A piece of work from the won deal to the last payment. `original_value` is the sum of the deal’s scope items at the win, `contract_value` that sum with the approved changes. `company` comes with `expand=company`.',
    example: {
      id: exampleId('engagement'),
      name: 'Timetable relaunch',
      status: 'active',
      deal_id: exampleId('deal'),
      company_id: exampleId('company'),
      legal_entity_id: exampleId('legal_entity'),
      manager_id: exampleId('person'),
      currency: 'EUR',
      original_value: eur(1662138),
      approved_changes: eur(0),
      contract_value: eur(1662138),
      completed_at: null,
      external_ref: null,
      archived_at: null,
      ...exampleStamps(1, '2026-12-01T09:00:00.000Z'),
    },
  })

export const engagementPage = page('EngagementPage', engagement)

export const engagementUpdate = z
  .strictObject({
    name: name.optional(),
    manager_id: nullable(ids.person).optional(),
    external_ref: nullable(externalRef).optional(),
  })
  .meta({
    id: 'EngagementUpdate',
    description: 'What of an engagement can be changed. null clears.',
    example: { name: 'Timetable relaunch' },
    'x-changed-by': {
      status: 'completeEngagement and reactivateEngagement',
      archived_at: 'archiveEngagement and restoreEngagement',
      currency: 'nothing: it is the deal’s',
      company_id: 'nothing: it is the deal’s',
      legal_entity_id: 'nothing: it is the deal’s',
      original_value: 'nothing: it is what the deal sold',
      contract_value: 'the scope items',
    },
  })

const expand = several(z.enum(['company'])).describe('`company` adds the company itself; needs `companies:read`.')

export const engagementGetQuery = { expand }

export const engagementListQuery = {
  ...listQuery,
  status: several(engagementStatus),
  company_id: ids.company.optional(),
  q: z.string().min(1).max(200).optional().describe('Words in the name, without regard to case and accents.'),
  expand,
  sort: z
    .enum([
      'name',
      '-name',
      'created_at',
      '-created_at',
      'updated_at',
      '-updated_at',
      'contract_value',
      '-contract_value',
    ])
    .optional()
    .describe('By `-created_at` unless told.'),
}

import type { dealUpsert } from '@agencyops/schema'
import type { z } from 'zod'
import { toRow, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField } from '../../../http/problem.ts'
import { findDealByExternalRef } from '../queries/deals.ts'
import { lockExternalRef } from '../queries/references.ts'
import type { DealRow } from '../tables.ts'
import { refuseArchived } from './check-external-ref.ts'
import { createDeals, type NewDeal } from './create-deals.ts'
import { patchDeal } from './update-deal.ts'

/** Makes the deal of this reference, or changes it. Throws 409 where it is archived, 422 for another company. */
export async function upsertDeal(work: UnitOfWork, input: z.infer<typeof dealUpsert>): Promise<DealRow> {
  const { company_id: companyId, pipeline_id: _pipeline, stage_id: _stage, ...fields } = input
  const { system, id } = input.external_ref
  const [, [known]] = await work.group(
    lockExternalRef({ key: JSON.stringify(['deal', system, id]) }),
    findDealByExternalRef({ system, id }),
  )
  if (!known) return ((await createDeals(work, [input], () => '#'))[0] as NewDeal).deal
  refuseArchived('deal', known)
  if (known.company_id !== toRow(companyId)) {
    throw invalidField('#/company_id', 'wrong_company', `The deal is one of ${toWire('company', known.company_id)}.`)
  }
  return patchDeal(work, known, fields)
}

import type { RowId } from '../../../db/row.ts'
import type { Reaction } from '../../../db/unit-of-work.ts'
import { conflict, illegalMove } from '../../../http/problem.ts'
import { encodeId } from '../../../primitives/id.ts'
import {
  findClientCredit,
  findDraftOfEngagement,
  findUnsettledOfCompany,
  findUnsettledOfEngagement,
} from '../queries/open-money.ts'

interface Unsettled {
  id: string
  number: string | null
}

/** A company is not put away while money is open between it and the tenant. The caller holds it locked. */
export const refuseCompanyWithOpenMoney: Reaction = async (work, event) => {
  const company_id = event.subject.id as RowId<'company'>
  const [[invoice], [credit]] = await work.group(
    findUnsettledOfCompany({ company_id }),
    findClientCredit({ company_id }),
  )
  if (invoice) throw conflict('#', sentenceOf(invoice))
  if (credit) throw conflict('#', `${encodeId('payment', credit.id)} holds client credit. Allocate it first.`)
  return undefined
}

/** An engagement is not put away while an invoice of it is a draft or has a balance. The caller holds it locked. */
export const refuseEngagementWithOpenMoney: Reaction = async (work, event) => {
  const invoice = await work.first(
    findUnsettledOfEngagement({ engagement_id: event.subject.id as RowId<'engagement'> }),
  )
  if (invoice) throw illegalMove(sentenceOf(invoice), [])
  return undefined
}

/** An engagement is not completed while a draft of it waits. The caller holds it locked. */
export const refuseEngagementWithDraft: Reaction = async (work, event) => {
  const invoice = await work.first(findDraftOfEngagement({ engagement_id: event.subject.id as RowId<'engagement'> }))
  if (invoice) throw illegalMove(sentenceOf(invoice), [])
  return undefined
}

function sentenceOf({ id, number }: Unsettled): string {
  return number === null
    ? `${encodeId('invoice', id)} is a draft. Issue or delete it first.`
    : `${number} has a balance. Let it be paid, or credit it first.`
}

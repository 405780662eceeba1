import { type embedSessionCreate, MAX_SESSION_SECONDS } from '@agencyops/schema'
import type { z } from 'zod'
import { insertRow } from '../../../db/insert.ts'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField, ProblemError } from '../../../http/problem.ts'
import { listSharesOfContact } from '../../engagements/index.ts'
import { withFeatures } from '../components.ts'
import { findMemberOfAddress, holdContact, holdMember, listEngagementIds } from '../queries/sessions.ts'
import type { EmbedSessionRow } from '../tables.ts'
import { embedSessionView, sessionData } from '../views.ts'

type Input = z.infer<typeof embedSessionCreate>

/**
 * Mints a session for a member or a contact; its rights are decided anew with each of its requests. Throws 403 unless
 * an API key asks, 422 for a subject, engagement or origin that cannot be.
 */
export async function createEmbedSession(work: UnitOfWork, input: Input): Promise<EmbedSessionRow> {
  const { principal } = work
  if (principal.kind !== 'api_key') throw new ProblemError('forbidden', { detail: 'Only an API key mints sessions.' })
  input.origins.forEach((origin, index) => {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw invalidField(`#/origins/${index}`, 'invalid', 'Write an origin as browsers send it: "https://app.example".')
    }
  })
  const listed = input.engagement_ids && [...new Set(input.engagement_ids)].map((id) => toRow(id))
  const contactId = input.subject_id.startsWith('contact_') ? (toRow(input.subject_id) as RowId<'contact'>) : null
  const memberId = contactId === null ? (toRow(input.subject_id) as RowId<'member'>) : null
  const actsFor = contactId === null ? false : await contactMay(work, contactId, listed)
  if (memberId !== null) await checkMember(work, memberId)
  await checkEngagements(work, listed ?? [])

  const issuedAt = work.machineNow
  const row: EmbedSessionRow = {
    tenant_id: work.tenantId,
    id: work.newId('embed_session'),
    member_id: memberId,
    contact_id: contactId,
    api_key_id: principal.keyId,
    acts_for: actsFor,
    components: withFeatures(input.components),
    engagement_ids: listed ?? null,
    origins: [...new Set(input.origins)],
    issued_at: issuedAt,
    expires_at: new Date(Date.parse(issuedAt) + (input.ttl_seconds ?? MAX_SESSION_SECONDS) * 1000).toISOString(),
    revoked_at: null,
  }
  work.later(insertRow('embed_session', row))
  await work.record({
    type: 'embed_session.created',
    subject: { type: 'embed_session', id: row.id, version: 1 },
    after: embedSessionView(row),
    data: sessionData(row),
  })
  return row
}

/** Whether the contact may decide in it: the key acts for contacts, and the address is no member's. */
async function contactMay(
  work: UnitOfWork,
  id: RowId<'contact'>,
  listed: RowId<'engagement'>[] | undefined,
): Promise<boolean> {
  if (!listed) throw invalidField('#/engagement_ids', 'required', 'Name the engagements that the contact is to see.')
  const [[contact], shares] = await work.group(holdContact({ id }), listSharesOfContact({ contact_id: id }))
  if (!contact) throw invalidField('#/subject_id', 'unknown_record', 'There is no such contact.')
  if (contact.archived_at !== null || contact.erased_at !== null) {
    throw invalidField('#/subject_id', 'archived', 'The contact is archived. Restore them first.')
  }
  const shared = new Set(shares.map((share) => share.engagement_id))
  const index = listed.findIndex((engagement) => !shared.has(engagement))
  if (index >= 0) {
    const detail = 'This engagement is not shared with the contact. Share it first, or leave it out.'
    throw invalidField(`#/engagement_ids/${index}`, 'not_shared', detail)
  }
  if (!work.can('contacts:act_for') || contact.email === null) return work.can('contacts:act_for')
  return (await work.first(findMemberOfAddress({ email: contact.email }))) === undefined
}

async function checkMember(work: UnitOfWork, id: RowId<'member'>): Promise<void> {
  const member = await work.first(holdMember({ id }))
  if (!member) throw invalidField('#/subject_id', 'unknown_record', 'There is no such member.')
  if (member.archived_at !== null)
    throw invalidField('#/subject_id', 'archived', 'The member is archived. Restore them first.')
}

async function checkEngagements(work: UnitOfWork, ids: readonly RowId<'engagement'>[]): Promise<void> {
  if (ids.length === 0) return
  const known = new Set((await work.all(listEngagementIds({ ids }))).map((row) => row.id))
  const index = ids.findIndex((id) => !known.has(id))
  if (index >= 0) throw invalidField(`#/engagement_ids/${index}`, 'unknown_record', 'There is no such engagement.')
}

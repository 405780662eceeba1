import { type embedSessionCreate, MAX_SESSION_SECONDS } from '@agencyops/schema'
import type { z } from 'zod'
import { type RowId, toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField, ProblemError } from '../../../http/problem.ts'
import { withFeatures } from '../components.ts'
import { holdMember, listEngagementIds } from '../queries/sessions.ts'
import type { EmbedSessionRow } from '../tables.ts'
import { holdClient } from './hold-client.ts'
import { keepSession } from './keep-session.ts'

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
    magic_link_id: null,
    acts_for: actsFor,
    components: withFeatures(input.components),
    engagement_ids: listed ?? null,
    origins: [...new Set(input.origins)],
    issued_at: issuedAt,
    expires_at: new Date(Date.parse(issuedAt) + (input.ttl_seconds ?? MAX_SESSION_SECONDS) * 1000).toISOString(),
    revoked_at: null,
  }
  await keepSession(work, row)
  return row
}

async function contactMay(
  work: UnitOfWork,
  id: RowId<'contact'>,
  listed: RowId<'engagement'>[] | undefined,
): Promise<boolean> {
  if (!listed) throw invalidField('#/engagement_ids', 'required', 'Name the engagements that the contact is to see.')
  return (await holdClient(work, id, listed, '#/subject_id')).mayDecide
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

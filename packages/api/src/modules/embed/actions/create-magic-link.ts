import { LINK_SECONDS, type magicLinkCreate } from '@agencyops/schema'
import type { z } from 'zod'
import { insertRow } from '../../../db/insert.ts'
import { toRow } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { invalidField, ProblemError } from '../../../http/problem.ts'
import { withFeatures } from '../components.ts'
import { hashLinkSecret, newLinkSecret } from '../link-secret.ts'
import type { MagicLinkRow } from '../tables.ts'
import { LINK_PERSONAL, linkData, magicLinkView } from '../views.ts'
import { holdClient } from './hold-client.ts'

/**
 * Makes a link with which one contact comes in, once. Its secret is answered here alone; what is kept is its hash.
 * Throws 403 unless an API key asks, 422 for a contact without an address, or who cannot come in.
 */
export async function createMagicLink(
  work: UnitOfWork,
  input: z.infer<typeof magicLinkCreate>,
): Promise<{ row: MagicLinkRow; secret: string }> {
  const { principal } = work
  if (principal.kind !== 'api_key') throw new ProblemError('forbidden', { detail: 'Only an API key makes links.' })
  const engagements = [...new Set(input.engagement_ids)].map((id) => toRow(id))
  const { contact, mayDecide } = await holdClient(work, toRow(input.contact_id), engagements, '#/contact_id')
  if (contact.email === null) {
    throw invalidField('#/contact_id', 'no_address', 'The contact has no e-mail address that the link could be for.')
  }
  const secret = newLinkSecret(work.tenantId)
  const issuedAt = work.machineNow
  const row: MagicLinkRow = {
    tenant_id: work.tenantId,
    id: work.newId('magic_link'),
    contact_id: contact.id,
    api_key_id: principal.keyId,
    acts_for: mayDecide,
    components: withFeatures(input.components),
    engagement_ids: engagements,
    email: contact.email,
    email_changed_by: contact.email_changed_by,
    secret_hash: hashLinkSecret(secret),
    renewals: 0,
    issued_at: issuedAt,
    expires_at: new Date(Date.parse(issuedAt) + (input.expires_in ?? LINK_SECONDS) * 1000).toISOString(),
    consumed_at: null,
    renewable_until: null,
    revoked_at: null,
  }
  work.later(insertRow('magic_link', row))
  await work.record({
    type: 'magic_link.created',
    subject: { type: 'magic_link', id: row.id, version: 1 },
    after: magicLinkView(row, issuedAt),
    data: linkData(row),
    personal: LINK_PERSONAL,
  })
  return { row, secret }
}

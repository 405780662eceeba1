/** Wire ↔ action, of the sessions that magic links open. Who calls knows a secret, and is nobody else. */
import { portalSession, portalSessionOpen, portalSessionRenew } from '@agencyops/schema'
import type { z } from 'zod'
import { toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import type { Deps } from '../../../http/deps.ts'
import { rawOperation } from '../../../http/operation.ts'
import { openPortalSession } from '../actions/open-portal-session.ts'
import { renewPortalSession } from '../actions/renew-portal-session.ts'
import { type Ground, linkEnded, useLink } from '../actions/use-link.ts'
import { readLinkSecret } from '../link-secret.ts'
import { findLinkKind, findLinkOfSecret } from '../queries/links.ts'
import type { EmbedSessionRow, MagicLinkRow } from '../tables.ts'
import { signRenewal, signToken, verifyRenewal } from '../token.ts'
import { embedSessionView } from '../views.ts'

const declared = { method: 'post', tag: 'portal.sessions', scope: null, answers: portalSession, secret: true } as const
const sdk = (method: string) => ({ resource: 'portal.sessions', method })

export const portalSessionOperations = [
  rawOperation({
    ...declared,
    id: 'openPortalSession',
    path: '/v1/public/portal_sessions',
    sdk: sdk('open'),
    summary: 'Open a session by a magic link',
    description:
      'Uses a magic link up and answers a session for the portal’s page, with the token that renews it. It takes no credential but the secret in its body. Nothing but this uses a link up: reading its address does not. Unknown, used, expired and revoked links are refused alike.',
    body: portalSessionOpen,
    problems: ['link_ended'],
    emits: ['magic_link.consumed', 'embed_session.created'],
    async handle({ body, deps, reactions, request, source }) {
      const secret = readLinkSecret(body.link_secret)
      if (!secret) throw linkEnded()
      const { tenantId } = secret
      const found = await deps.database
        .bound({ tenantId }, { quick: true })
        .first(findLinkOfSecret({ secret_hash: secret.hash }))
      if (!found) throw linkEnded()
      const use = { tenantId, live: found.kind === 'live', linkId: found.id, body, source, deps, reactions }
      return useLink({ ...use, operation: 'openPortalSession', requestId: request.id }, async (work, link, ground) => {
        const opened = await openPortalSession(work, link, originOf(deps))
        return answerOf(work, deps, opened, ground)
      })
    },
  }),
  rawOperation({
    ...declared,
    id: 'renewPortalSession',
    path: '/v1/public/portal_sessions/renew',
    sdk: sdk('renew'),
    summary: 'Renew a portal session',
    description:
      'Answers the next session and the next renewal token, within 12 hours of the link’s use. A renewal token works once: used again, it is in two hands, and everything that its link opened ends. A request that is repeated with its idempotency key is no second use.',
    body: portalSessionRenew,
    problems: ['link_ended'],
    emits: ['embed_session.created', 'magic_link.revoked', 'embed_session.revoked'],
    async handle({ body, deps, reactions, request, source }) {
      const facts = await verifyRenewal(deps.secrets, deps.publicUrl, body.renewal_token, deps.clock.now())
      if (!facts) throw linkEnded()
      const { tenantId, linkId, renewals } = facts
      const found = await deps.database.bound({ tenantId }, { quick: true }).first(findLinkKind({ id: linkId }))
      if (!found) throw linkEnded()
      const use = { tenantId, live: found.kind === 'live', linkId, body, source, deps, reactions }
      return useLink({ ...use, operation: 'renewPortalSession', requestId: request.id }, async (work, link, ground) => {
        const renewed = await renewPortalSession(work, link, renewals, originOf(deps))
        return renewed && answerOf(work, deps, renewed, ground)
      })
    },
  }),
]

const originOf = (deps: Deps) => new URL(deps.publicUrl).origin

async function answerOf(
  work: UnitOfWork,
  deps: Deps,
  { session, link }: { session: EmbedSessionRow; link: MagicLinkRow },
  ground: Ground,
): Promise<z.infer<typeof portalSession>> {
  const { tenantId } = work
  const { components } = embedSessionView(session)
  const issuedAtMs = Date.parse(session.issued_at)
  const expiresAtMs = Date.parse(session.expires_at)
  const renewalEnd = link.renewable_until as string
  const facts = { tenantId, sessionId: session.id, issuedAtMs, expiresAtMs }
  const renewal = {
    tenantId,
    linkId: link.id,
    renewals: link.renewals,
    issuedAtMs,
    expiresAtMs: Date.parse(renewalEnd),
  }
  return {
    token: await signToken(deps.secrets, deps.publicUrl, facts),
    expires_in: Math.floor((expiresAtMs - issuedAtMs) / 1000),
    subject_id: toWire('contact', link.contact_id),
    components,
    engagement_ids: ground.shared_ids
      .filter((id) => link.engagement_ids.includes(id))
      .map((id) => toWire('engagement', id)),
    tenant_name: ground.tenant_name,
    time_zone: work.timeZone,
    locale: ground.locale,
    renewal_token: await signRenewal(deps.secrets, deps.publicUrl, renewal),
    renewal_expires_at: renewalEnd,
  }
}

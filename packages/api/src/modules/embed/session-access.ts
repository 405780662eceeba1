/** A session's token → a principal, by what stands now: session, subject, sharing and minting key. */
import { type Role, roles, type Scope } from '@agencyops/schema'
import type { Database } from '../../db/database.ts'
import type { Instant } from '../../db/row.ts'
import type { ContactPrincipal, MemberPrincipal } from '../../http/principal.ts'
import { ProblemError } from '../../http/problem.ts'
import type { Secrets } from '../../http/secrets.ts'
import type { MachineClock } from '../../primitives/machine-clock.ts'
import { listedComponents, type SessionComponents } from './components.ts'
import { listStandingSessions } from './queries/sessions.ts'
import {
  contactDecides,
  contactOperations,
  contactReads,
  memberEngagements,
  memberScopes,
} from './rules/session-rights.ts'
import { expiredHeader, looksLikeToken, verifyToken } from './token.ts'

export type SessionPrincipal = MemberPrincipal | ContactPrincipal

export interface SessionAccess {
  looksLikeToken(token: string): boolean
  /**
   * Undefined for a forged token. Throws 401 `session_expired` where the session, its subject or its minting key has
   * ended. Nothing is cached: what ends takes effect with the next request.
   */
  find(token: string): Promise<SessionPrincipal | undefined>
  /** Those of a tenant's sessions that stand, each as it stands now. */
  standing(tenantId: number, ids: readonly SessionId[]): Promise<Map<SessionId, SessionPrincipal>>
}

type SessionId = SessionPrincipal['sessionId']

type Standing = Awaited<ReturnType<typeof load>>[number]

const load = (database: Database, tenantId: number, ids: readonly SessionId[]) =>
  database.bound({ tenantId }, { quick: true }).all(listStandingSessions({ ids }))

export function createSessionAccess(
  database: Database,
  clock: MachineClock,
  secrets: Secrets,
  publicUrl: string,
): SessionAccess {
  return {
    looksLikeToken,
    async find(token) {
      const facts = await verifyToken(secrets, publicUrl, token, clock.now())
      if (!facts) return undefined
      const [row] = await load(database, facts.tenantId, [facts.sessionId])
      // A dry run signs nothing, and what was rolled back has no row.
      if (!row) return undefined
      if (hasEnded(row, new Date(clock.now()).toISOString()))
        throw new ProblemError('session_expired', { headers: expiredHeader })
      return principalOf(facts.tenantId, row)
    },
    async standing(tenantId, ids) {
      if (ids.length === 0) return new Map()
      const rows = await load(database, tenantId, ids)
      const now = new Date(clock.now()).toISOString()
      return new Map(rows.filter((row) => !hasEnded(row, now)).map((row) => [row.id, principalOf(tenantId, row)]))
    },
  }
}

function hasEnded(row: Standing, now: Instant): boolean {
  const over = (at: Instant | null) => at !== null && at <= now
  if (row.revoked_at !== null || over(row.expires_at)) return true
  if (row.link_revoked_at !== null || row.address_changed) return true
  if (row.key_revoked_at !== null || over(row.key_expires_at)) return true
  return row.contact_id === null
    ? row.member_archived_at !== null || row.role === null
    : row.contact_archived_at !== null || row.contact_erased_at !== null
}

const principalOf = (tenantId: number, row: Standing): SessionPrincipal =>
  row.contact_id === null ? memberOf(tenantId, row) : contactOf(tenantId, row)

const common = (tenantId: number, row: Standing) => ({
  tenantId,
  live: row.kind === 'live',
  sessionId: row.id,
  keyId: row.api_key_id,
  endsAtMs: Math.min(
    Date.parse(row.expires_at),
    row.key_expires_at === null ? Infinity : Date.parse(row.key_expires_at),
  ),
  origins: row.origins,
  components: row.components as SessionComponents,
})

function memberOf(tenantId: number, row: Standing): MemberPrincipal {
  const shared = common(tenantId, row)
  const role = row.role as Role
  const engagementIds = memberEngagements(role === 'contractor', row.team_ids, row.engagement_ids)
  return {
    ...shared,
    kind: 'member',
    memberId: row.member_id as MemberPrincipal['memberId'],
    personId: row.person_id as MemberPrincipal['personId'],
    scopes: memberScopes<Scope>(
      roles[role].scopes,
      new Set(row.key_scopes as Scope[]),
      listedComponents(shared.components),
      engagementIds !== null,
    ),
    engagementIds,
  }
}

function contactOf(tenantId: number, row: Standing): ContactPrincipal {
  const shared = common(tenantId, row)
  const actsFor = row.acts_for && row.key_scopes.includes('contacts:act_for') && !row.has_members_address
  const listed = listedComponents(shared.components)
  const scopes = contactReads(listed)
  if (contactDecides(listed, actsFor)) scopes.add('approvals:decide')
  return {
    ...shared,
    kind: 'contact',
    contactId: row.contact_id as ContactPrincipal['contactId'],
    link:
      row.magic_link_id === null
        ? null
        : { id: row.magic_link_id, email: row.link_email as string, emailChangedBy: row.link_email_changed_by },
    companyId: row.company_id as ContactPrincipal['companyId'],
    scopes,
    engagementIds: row.shared_ids.filter((id) => row.engagement_ids?.includes(id)),
    sharedSince: new Map(row.shared_ids.map((id, index) => [id, row.shared_since[index] as number])),
    actsFor,
    operations: contactOperations(listed),
  }
}

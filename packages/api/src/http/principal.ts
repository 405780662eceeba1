/** Who asks. A request carries one principal; everything that it may do follows from it. */
import { type Component, type Scope, scopes as scopeCatalog } from '@agencyops/schema'
import type { RowId } from '../db/row.ts'
import { ProblemError } from './problem.ts'

/** Nobody in particular: whoever knows the secret that the body carries. */
export interface PublicPrincipal {
  kind: 'public'
}

export interface PlatformKeyPrincipal {
  kind: 'platform_key'
  platformId: number
  keyId: RowId<'platform_key'>
}

interface OfTenant {
  tenantId: number
  /** True for a live tenant, false for a sandbox; a tenant's kind never changes. */
  live: boolean
  scopes: ReadonlySet<Scope>
  /** Engagements outside of which nothing that belongs to an engagement is seen; null: no such limit. */
  engagementIds: readonly RowId<'engagement'>[] | null
  /** When the credential ends by itself, in milliseconds of the machine's clock; null: never. */
  endsAtMs: number | null
}

export interface ApiKeyPrincipal extends OfTenant {
  kind: 'api_key'
  keyId: RowId<'api_key'>
  /** Which of the key's secrets was presented; null for work that no request began. */
  secretId: RowId<'api_key_secret'> | null
}

interface OfSession extends OfTenant {
  sessionId: RowId<'embed_session'>
  /** The key that minted the session. */
  keyId: RowId<'api_key'>
  origins: readonly string[]
  components: Readonly<Partial<Record<Component, { features: readonly string[] }>>>
}

export interface MemberPrincipal extends OfSession {
  kind: 'member'
  memberId: RowId<'member'>
  personId: RowId<'person'>
}

export interface ConfirmingLink {
  id: RowId<'magic_link'>
  email: string
  /** Who last changed the contact’s address before; null where it is the first. */
  emailChangedBy: { actor: { type: string; id: string | null }; at: string } | null
}

export interface ContactPrincipal extends OfSession {
  kind: 'contact'
  contactId: RowId<'contact'>
  companyId: RowId<'company'>
  /** The link with which the contact came in, and the address that it was for; null where a host let them in. */
  link: ConfirmingLink | null
  engagementIds: readonly RowId<'engagement'>[]
  /** From which position of the feed on each of them is shared with the contact. */
  sharedSince: ReadonlyMap<RowId<'engagement'>, number>
  /** Whether the minting key may act for contacts; without, the session only reads. */
  actsFor: boolean
  /** The portal operations that the listed components reach. */
  operations: ReadonlySet<string>
}

export type TenantPrincipal = ApiKeyPrincipal | MemberPrincipal | ContactPrincipal
export type Principal = PublicPrincipal | PlatformKeyPrincipal | TenantPrincipal

/** Which principals an operation is for; follows from its path. */
export type Audience = 'platform' | 'portal' | 'public' | 'tenant'

export function audienceOf(path: string): Audience {
  if (path.startsWith('/v1/platform')) return 'platform'
  if (path.startsWith('/v1/public/')) return 'public'
  return path.startsWith('/v1/portal') ? 'portal' : 'tenant'
}

/** What `authorize` compares a principal with. */
export interface Permission {
  id: string
  audience: Audience
  /** Whether sessions of client contacts whose components reach it may call it too. */
  contacts?: boolean | undefined
  scope: Scope | readonly Scope[] | null
}

/**
 * The one place that decides whether a principal may call an operation. What it may see of a record is decided by the
 * tenant's binding, by `engagementIds` and by views. Throws 403 `forbidden` or `insufficient_scope`.
 */
export function authorize(principal: Principal, operation: Permission): asserts principal is Principal {
  const audience = audienceOfPrincipal(principal)
  const asContact = principal.kind === 'contact' && operation.contacts === true
  if (audience !== operation.audience && !asContact) {
    throw new ProblemError('forbidden', { detail: WRONG_AUDIENCE[operation.audience] })
  }
  if (principal.kind === 'platform_key' || principal.kind === 'public') return
  if (principal.kind === 'contact' && !principal.operations.has(operation.id)) {
    throw new ProblemError('forbidden', { detail: 'The session’s components do not reach this operation.' })
  }
  const needed =
    operation.scope === null ? [] : typeof operation.scope === 'string' ? [operation.scope] : operation.scope
  for (const scope of needed) requireScope(principal, scope)
}

/** Throws 403 `insufficient_scope` where the principal lacks the scope. */
export function requireScope(principal: TenantPrincipal, scope: Scope): void {
  if (principal.scopes.has(scope)) return
  throw new ProblemError('insufficient_scope', {
    detail: `This needs the scope ${scope}: ${scopeCatalog[scope]}`,
    headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
  })
}

function audienceOfPrincipal(principal: Principal): Audience {
  if (principal.kind === 'platform_key') return 'platform'
  if (principal.kind === 'public') return 'public'
  return principal.kind === 'contact' ? 'portal' : 'tenant'
}

const WRONG_AUDIENCE: Record<Audience, string> = {
  platform: 'This operation is for platform keys.',
  public: 'This operation takes no credential.',
  portal: 'This operation is for the sessions of client contacts.',
  tenant: 'This operation is for API keys and sessions of members.',
}

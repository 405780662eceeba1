// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { MagicLink, MagicLinkCreate, MagicLinkId, MagicLinkWithUrl } from '../types.ts'

export type ListMagicLinksQuery = NonNullable<operations['listMagicLinks']['parameters']['query']>

export interface MagicLinksArea {
  /**
   * Make a magic link
   *
   * A link with which one client contact comes in where the host has no login: to a page of this server, for the listed components and engagements. `url` is shown this once, and only a hash of its secret is kept. The secret stands behind the `#`, so no access log, referrer or mail scanner has it, and opening the page uses nothing up: the contact presses a button there, once. What it opens can be renewed for 12 hours, in that window. A link ends when it is revoked, when its key is, when the contact is archived, when nothing that it lists is shared with the contact any more, and when the contact’s e-mail address changes: the evidence of a decision names the address that the link was for, and who last changed it. The contact decides there only where the key has `contacts:act_for` and the address is no member’s. A dry run answers no address.
   *
   * Needs `embed_sessions:write`.
   *
   * Emits `magic_link.created`.
   *
   * Scope `embed_sessions:write`.
   */
  create(body: MagicLinkCreate, options?: WriteOptions & DryRunOptions): Call<MagicLinkWithUrl, CommonProblem>
  /**
   * Get a magic link
   *
   * One link, open or ended. Never its address.
   *
   * Needs `embed_sessions:read`.
   *
   * Scope `embed_sessions:read`.
   */
  get(id: MagicLinkId, query?: Record<string, never>, options?: ReadOptions): Call<MagicLink, CommonProblem>
  /**
   * List magic links
   *
   * Links, open and ended, newest first. Never their addresses.
   *
   * Needs `embed_sessions:read`.
   *
   * Scope `embed_sessions:read`.
   */
  list(query?: ListMagicLinksQuery, options?: ReadOptions): ListCall<MagicLink, CommonProblem>
  /**
   * Revoke a magic link
   *
   * Ends the link, the sessions that it opened and their renewal: the next request of each is refused. Revoking again changes nothing.
   *
   * Needs `embed_sessions:write`.
   *
   * Emits `magic_link.revoked`, `embed_session.revoked`.
   *
   * Scope `embed_sessions:write`.
   */
  revoke(id: MagicLinkId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<MagicLink, CommonProblem>
}

export type { CommonProblem, operations }

export const magicLinks = {
  create: 'POST /v1/magic_links',
  get: 'GET /v1/magic_links/{id}',
  list: 'GET /v1/magic_links p',
  revoke: 'POST /v1/magic_links/{id}/revoke n',
} as unknown as Area<MagicLinksArea>

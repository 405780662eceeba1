// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { EmbedSession, EmbedSessionCreate, EmbedSessionId, EmbedSessionRevokeAll, EmbedSessionWithToken, EmbedSessionsRevoked } from '../types.ts'

export type ListEmbedSessionsQuery = NonNullable<operations['listEmbedSessions']['parameters']['query']>

export interface EmbedSessionsArea {
  /**
   * Mint an embed session
   *
   * A token for a web page, for one member or one client contact. Its rights are those of the subject, of the minting key and of the listed components and engagements, whichever is least, and they end with any of them. A contact decides only where the key has `contacts:act_for` and the contact’s address is no member’s. The host passes the whole answer on to its page: components need `subject_id`, `components`, `expires_in`, `time_zone` and `locale` beside the token. A dry run answers no token.
   *
   * Needs `embed_sessions:write`.
   *
   * Emits `embed_session.created`.
   *
   * Scope `embed_sessions:write`.
   */
  create(body: EmbedSessionCreate, options?: WriteOptions & DryRunOptions): Call<EmbedSessionWithToken, CommonProblem>
  /**
   * Get an embed session
   *
   * One session, running or ended. Never its token.
   *
   * Needs `embed_sessions:read`.
   *
   * Scope `embed_sessions:read`.
   */
  get(id: EmbedSessionId, query?: Record<string, never>, options?: ReadOptions): Call<EmbedSession, CommonProblem>
  /**
   * List embed sessions
   *
   * Sessions, running and ended, newest first. Never their tokens.
   *
   * Needs `embed_sessions:read`.
   *
   * Scope `embed_sessions:read`.
   */
  list(query?: ListEmbedSessionsQuery, options?: ReadOptions): ListCall<EmbedSession, CommonProblem>
  /**
   * Revoke an embed session
   *
   * Ends it; its next request is refused. A magic link that opened it ends too. Revoking again changes nothing.
   *
   * Needs `embed_sessions:write`.
   *
   * Emits `embed_session.revoked`, `magic_link.revoked`.
   *
   * Scope `embed_sessions:write`.
   */
  revoke(id: EmbedSessionId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<EmbedSession, CommonProblem>
  /**
   * Revoke all sessions of somebody
   *
   * Ends all running sessions of one contact, of one member, or that list one engagement, and the magic links that would open more.
   *
   * Needs `embed_sessions:write`.
   *
   * Emits `embed_session.revoked`, `magic_link.revoked`.
   *
   * Scope `embed_sessions:write`.
   */
  revokeAll(body?: EmbedSessionRevokeAll, options?: WriteOptions & DryRunOptions): Call<EmbedSessionsRevoked, CommonProblem>
}

export type { CommonProblem, operations }

export const embedSessions = {
  create: 'POST /v1/embed_sessions',
  get: 'GET /v1/embed_sessions/{id}',
  list: 'GET /v1/embed_sessions p',
  revoke: 'POST /v1/embed_sessions/{id}/revoke n',
  revokeAll: 'POST /v1/embed_sessions/revoke_all',
} as unknown as Area<EmbedSessionsArea>

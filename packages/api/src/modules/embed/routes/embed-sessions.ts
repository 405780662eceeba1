/** Wire ↔ action, of embed sessions. */
import {
  embedSession,
  embedSessionCreate,
  embedSessionListQuery,
  embedSessionPage,
  embedSessionRevokeAll,
  embedSessionsRevoked,
  embedSessionWithToken,
  ids,
} from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { createEmbedSession } from '../actions/create-embed-session.ts'
import { revokeAllEmbedSessions, revokeEmbedSession } from '../actions/revoke-embed-sessions.ts'
import { findTenantFace } from '../queries/links.ts'
import { findSession, selectSessions } from '../queries/sessions.ts'
import { signToken } from '../token.ts'
import { embedSessionView } from '../views.ts'

const byId = { id: ids.embed_session }

export const embedSessionOperations = [
  readOperation({
    id: 'listEmbedSessions',
    path: '/v1/embed_sessions',
    tag: 'embed_sessions',
    summary: 'List embed sessions',
    description: 'Sessions, running and ended, newest first. Never their tokens.',
    scope: 'embed_sessions:read',
    query: embedSessionListQuery,
    answers: embedSessionPage,
    list: 'page',
    quick: true,
    async handle({ db, query, deps }) {
      const { contact_id, member_id, engagement_id, live } = query
      const { rows, nextCursor } = await listPage(db, {
        name: 'listEmbedSessions',
        query,
        table: 'embed_session',
        sorts: { issued_at: { sql: 'embed_session.issued_at', type: 'timestamptz' } },
        defaultSort: '-issued_at',
        build: () =>
          selectSessions(
            {
              contact_id: contact_id && toRow(contact_id),
              member_id: member_id && toRow(member_id),
              engagement_id: engagement_id && toRow(engagement_id),
              live,
            },
            new Date(deps.clock.now()).toISOString(),
          ),
      })
      return { data: rows.map(embedSessionView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getEmbedSession',
    path: '/v1/embed_sessions/{id}',
    tag: 'embed_sessions',
    summary: 'Get an embed session',
    description: 'One session, running or ended. Never its token.',
    scope: 'embed_sessions:read',
    params: byId,
    answers: embedSession,
    quick: true,
    async handle({ db, params }) {
      const row = await db.first(findSession({ id: toRow<'embed_session'>(params.id) }))
      if (!row) throw notFound('embed session')
      return embedSessionView(row)
    },
  }),
  writeOperation({
    id: 'createEmbedSession',
    path: '/v1/embed_sessions',
    tag: 'embed_sessions',
    summary: 'Mint an embed session',
    description:
      'A token for a web page, for one member or one client contact. Its rights are those of the subject, of the minting key and of the listed components and engagements, whichever is least, and they end with any of them. A contact decides only where the key has `contacts:act_for` and the contact’s address is no member’s. The host passes the whole answer on to its page: components need `subject_id`, `components`, `expires_in`, `time_zone` and `locale` beside the token. A dry run answers no token.',
    scope: 'embed_sessions:write',
    body: embedSessionCreate,
    example: {
      subject_id: 'contact_01m86d72r0fkxt9zq4c7w2h5nb',
      components: { approval: {} },
      engagement_ids: ['engagement_01m86d72r0fkxt9zq4c7w2h5nb'],
      origins: ['https://app.example'],
    },
    answers: embedSessionWithToken,
    status: 201,
    location: '/v1/embed_sessions/',
    secret: true,
    emits: ['embed_session.created'],
    async handle(work, { body, deps }) {
      const row = await createEmbedSession(work, body)
      const issuedAtMs = Date.parse(row.issued_at)
      const expiresAtMs = Date.parse(row.expires_at)
      const facts = { tenantId: work.tenantId, sessionId: row.id, issuedAtMs, expiresAtMs }
      const token = work.dryRun ? null : await signToken(deps.secrets, deps.publicUrl, facts)
      const tenant = await work.first(findTenantFace({ id: work.tenantId }))
      return {
        ...embedSessionView(row),
        token,
        expires_in: Math.floor((expiresAtMs - issuedAtMs) / 1000),
        tenant_name: tenant?.name ?? '',
        time_zone: work.timeZone,
        locale: tenant?.locale ?? 'en',
      }
    },
  }),
  writeOperation({
    id: 'revokeEmbedSession',
    path: '/v1/embed_sessions/{id}/revoke',
    tag: 'embed_sessions',
    summary: 'Revoke an embed session',
    description:
      'Ends it; its next request is refused. A magic link that opened it ends too. Revoking again changes nothing.',
    scope: 'embed_sessions:write',
    params: byId,
    answers: embedSession,
    emits: ['embed_session.revoked', 'magic_link.revoked'],
    handle: async (work, { params }) =>
      embedSessionView(await revokeEmbedSession(work, toRow<'embed_session'>(params.id))),
  }),
  writeOperation({
    id: 'revokeAllEmbedSessions',
    path: '/v1/embed_sessions/revoke_all',
    tag: 'embed_sessions',
    summary: 'Revoke all sessions of somebody',
    description:
      'Ends all running sessions of one contact, of one member, or that list one engagement, and the magic links that would open more.',
    scope: 'embed_sessions:write',
    body: embedSessionRevokeAll,
    example: { contact_id: 'contact_01m86d72r0fkxt9zq4c7w2h5nb' },
    answers: embedSessionsRevoked,
    emits: ['embed_session.revoked', 'magic_link.revoked'],
    handle: (work, { body }) => revokeAllEmbedSessions(work, body),
  }),
]

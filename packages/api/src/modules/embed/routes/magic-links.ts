/** Wire ↔ action, of magic links. */
import { ids, magicLink, magicLinkCreate, magicLinkListQuery, magicLinkPage, magicLinkWithUrl } from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import type { Deps } from '../../../http/deps.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { createMagicLink } from '../actions/create-magic-link.ts'
import { revokeMagicLink } from '../actions/revoke-magic-links.ts'
import { findLink, selectLinks } from '../queries/links.ts'
import { magicLinkView } from '../views.ts'

const byId = { id: ids.magic_link }
const machineNow = (deps: Deps) => new Date(deps.clock.now()).toISOString()

export const magicLinkOperations = [
  readOperation({
    id: 'listMagicLinks',
    path: '/v1/magic_links',
    tag: 'magic_links',
    summary: 'List magic links',
    description: 'Links, open and ended, newest first. Never their addresses.',
    scope: 'embed_sessions:read',
    query: magicLinkListQuery,
    answers: magicLinkPage,
    list: 'page',
    quick: true,
    async handle({ db, query, deps }) {
      const { contact_id, engagement_id, status } = query
      const now = machineNow(deps)
      const filters = {
        contact_id: contact_id && toRow(contact_id),
        engagement_id: engagement_id && toRow(engagement_id),
        status,
      }
      const { rows, nextCursor } = await listPage(db, {
        name: 'listMagicLinks',
        query,
        table: 'magic_link',
        sorts: { issued_at: { sql: 'magic_link.issued_at', type: 'timestamptz' } },
        defaultSort: '-issued_at',
        build: () => selectLinks(filters, now),
      })
      return { data: rows.map((row) => magicLinkView(row, now)), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getMagicLink',
    path: '/v1/magic_links/{id}',
    tag: 'magic_links',
    summary: 'Get a magic link',
    description: 'One link, open or ended. Never its address.',
    scope: 'embed_sessions:read',
    params: byId,
    answers: magicLink,
    quick: true,
    async handle({ db, params, deps }) {
      const row = await db.first(findLink({ id: toRow<'magic_link'>(params.id) }))
      if (!row) throw notFound('magic link')
      return magicLinkView(row, machineNow(deps))
    },
  }),
  writeOperation({
    id: 'createMagicLink',
    path: '/v1/magic_links',
    tag: 'magic_links',
    summary: 'Make a magic link',
    description:
      'A link with which one client contact comes in where the host has no login: to a page of this server, for the listed components and engagements. `url` is shown this once, and only a hash of its secret is kept. The secret stands behind the `#`, so no access log, referrer or mail scanner has it, and opening the page uses nothing up: the contact presses a button there, once. What it opens can be renewed for 12 hours, in that window. A link ends when it is revoked, when its key is, when the contact is archived, when nothing that it lists is shared with the contact any more, and when the contact’s e-mail address changes: the evidence of a decision names the address that the link was for, and who last changed it. The contact decides there only where the key has `contacts:act_for` and the address is no member’s. A dry run answers no address.',
    scope: 'embed_sessions:write',
    body: magicLinkCreate,
    answers: magicLinkWithUrl,
    status: 201,
    location: '/v1/magic_links/',
    secret: true,
    emits: ['magic_link.created'],
    async handle(work, { body, deps }) {
      const { row, secret } = await createMagicLink(work, body)
      return { ...magicLinkView(row, work.machineNow), url: work.dryRun ? null : `${deps.publicUrl}/portal#${secret}` }
    },
  }),
  writeOperation({
    id: 'revokeMagicLink',
    path: '/v1/magic_links/{id}/revoke',
    tag: 'magic_links',
    summary: 'Revoke a magic link',
    description:
      'Ends the link, the sessions that it opened and their renewal: the next request of each is refused. Revoking again changes nothing.',
    scope: 'embed_sessions:write',
    params: byId,
    answers: magicLink,
    emits: ['magic_link.revoked', 'embed_session.revoked'],
    handle: async (work, { params }) =>
      magicLinkView(await revokeMagicLink(work, toRow<'magic_link'>(params.id)), work.machineNow),
  }),
]

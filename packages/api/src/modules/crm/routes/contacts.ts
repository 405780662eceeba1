/** Wire ↔ action, of contacts. */
import {
  batchOf,
  batchQuery,
  batchResults,
  contact,
  contactCreate,
  contactListQuery,
  contactPage,
  contactUpdate,
  contactUpsert,
  ids,
} from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { runBatch } from '../../../http/batch.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { searchKey } from '../../../primitives/text.ts'
import { archiveContact } from '../actions/archive-contact.ts'
import { createContacts } from '../actions/create-contacts.ts'
import { updateContact } from '../actions/update-contact.ts'
import { upsertContact } from '../actions/upsert-contact.ts'
import { findContact, selectContacts } from '../queries/contacts.ts'
import type { ContactRow } from '../tables.ts'
import { contactView } from '../views.ts'

const byId = { id: ids.contact }

export const contactOperations = [
  readOperation({
    id: 'listContacts',
    path: '/v1/contacts',
    tag: 'contacts',
    summary: 'List contacts',
    description: 'Contacts of all companies, newest first unless sorted. Archived ones come only when asked for.',
    scope: 'contacts:read',
    query: contactListQuery,
    answers: contactPage,
    list: 'page',
    quick: true,
    async handle({ db, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listContacts',
        query,
        table: 'contact',
        sorts: {
          created_at: { sql: 'contact.created_at', type: 'timestamptz' },
          updated_at: { sql: 'contact.updated_at', type: 'timestamptz' },
        },
        defaultSort: '-created_at',
        build: () =>
          selectContacts({
            archived: query.archived,
            companyIds: query.company_id?.map((id) => toRow(id)),
            email: query.email,
            updatedSince: query.updated_since,
            words: query.q === undefined ? undefined : searchKey(query.q),
          }),
      })
      return { data: rows.map(contactView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getContact',
    path: '/v1/contacts/{id}',
    tag: 'contacts',
    summary: 'Get a contact',
    description: 'One contact, archived or not.',
    scope: 'contacts:read',
    params: byId,
    answers: contact,
    quick: true,
    etag: 'version',
    async handle({ db, params }) {
      const row = await db.first(findContact({ id: toRow(params.id) }))
      if (!row) throw notFound('contact')
      return contactView(row)
    },
  }),
  writeOperation({
    id: 'createContact',
    path: '/v1/contacts',
    tag: 'contacts',
    summary: 'Create a contact',
    description: 'Adds a person at a company that is not archived.',
    scope: 'contacts:write',
    body: contactCreate,
    example: {
      company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb',
      name: 'Product office',
      email: 'office@oakmere.example',
    },
    answers: contact,
    status: 201,
    location: '/v1/contacts/',
    problems: ['conflict'],
    emits: ['contact.created'],
    handle: async (work, { body }) => contactView((await createContacts(work, [body], () => '#'))[0] as ContactRow),
  }),
  writeOperation({
    id: 'updateContact',
    method: 'patch',
    path: '/v1/contacts/{id}',
    tag: 'contacts',
    summary: 'Update a contact',
    description:
      'A JSON merge patch. Who changed the e-mail address is kept and stands in the evidence of what the contact approves later.',
    scope: 'contacts:write',
    params: byId,
    body: contactUpdate,
    example: { job_title: 'Head of product' },
    answers: contact,
    ifMatch: 'optional',
    problems: ['conflict'],
    emits: ['contact.updated', 'magic_link.revoked', 'embed_session.revoked'],
    handle: async (work, { params, body }) => contactView(await updateContact(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'upsertContact',
    method: 'put',
    path: '/v1/contacts',
    tag: 'contacts',
    summary: 'Upsert a contact',
    description:
      'Makes the contact of this external reference, or changes it as a patch would. An archived one is neither doubled nor revived: it is refused by name.',
    scope: 'contacts:write',
    body: contactUpsert,
    example: {
      company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb',
      name: 'Product office',
      external_ref: { system: 'crm', id: '003-7' },
    },
    answers: contact,
    problems: ['conflict'],
    emits: ['contact.created', 'contact.updated', 'magic_link.revoked', 'embed_session.revoked'],
    handle: async (work, { body }) => contactView(await upsertContact(work, body)),
  }),
  writeOperation({
    id: 'batchContacts',
    path: '/v1/contacts/batch',
    tag: 'contacts',
    summary: 'Create many contacts',
    description: 'Up to 1,000 contacts, all or none of them; with `partial=true` each by itself.',
    scope: 'contacts:write',
    query: batchQuery,
    batch: true,
    body: batchOf('ContactBatch', contactCreate),
    example: { rows: [{ company_id: 'company_01m86d72r0fkxt9zq4c7w2h5nb', name: 'Product office' }] },
    answers: batchResults('ContactBatchResults', contact),
    problems: ['conflict'],
    emits: ['contact.created'],
    handle: (work, { body, query }) =>
      runBatch(work, body.rows, query.partial, async (rows, at) =>
        (await createContacts(work, rows, at)).map(contactView),
      ),
  }),
  ...([true, false] as const).map((archived) =>
    writeOperation({
      id: archived ? 'archiveContact' : 'restoreContact',
      path: archived ? '/v1/contacts/{id}/archive' : '/v1/contacts/{id}/restore',
      tag: 'contacts',
      summary: archived ? 'Archive a contact' : 'Restore a contact',
      description: archived
        ? 'Hides the contact from lists and ends its sessions.'
        : 'Brings an archived contact back; sessions that have ended stay so.',
      scope: 'contacts:write',
      params: byId,
      answers: contact,
      ifMatch: 'optional',
      problems: ['illegal_move', 'conflict'],
      emits: archived ? ['contact.archived', 'magic_link.revoked', 'embed_session.revoked'] : ['contact.restored'],
      handle: async (work, { params }) => contactView(await archiveContact(work, toRow(params.id), archived)),
    }),
  ),
]

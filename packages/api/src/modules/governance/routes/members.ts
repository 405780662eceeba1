/** Wire ↔ action, of members and persons. */
import {
  ids,
  member,
  memberCreate,
  memberCreated,
  memberListQuery,
  memberPage,
  memberUpdate,
  person,
  personCreate,
  personListQuery,
  personPage,
  personUpdate,
} from '@agencyops/schema'
import { toRow } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { createLogin, createMember, createPerson } from '../actions/create-member.ts'
import { archiveMember, restoreMember, updateMember } from '../actions/update-member.ts'
import { archivePerson, restorePerson, updatePerson } from '../actions/update-person.ts'
import { findMember, findPerson, selectMembers, selectPersons } from '../queries/members.ts'
import { memberView, personView } from '../views.ts'

export const personOperations = [
  readOperation({
    id: 'listPersons',
    path: '/v1/persons',
    tag: 'persons',
    summary: 'List persons',
    description: 'Everybody who works here, with or without a login, newest first unless sorted.',
    scope: 'members:read',
    query: personListQuery,
    answers: personPage,
    list: 'page',
    quick: true,
    async handle({ db, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listPersons',
        query,
        table: 'person',
        sorts: {
          created_at: { sql: 'person.created_at', type: 'timestamptz' },
          updated_at: { sql: 'person.updated_at', type: 'timestamptz' },
        },
        defaultSort: '-created_at',
        build: () => selectPersons(query),
      })
      return { data: rows.map(personView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getPerson',
    path: '/v1/persons/{id}',
    tag: 'persons',
    summary: 'Get a person',
    description: 'One person, archived or not.',
    scope: 'members:read',
    params: { id: ids.person },
    answers: person,
    quick: true,
    etag: 'version',
    async handle({ db, params }) {
      const row = await db.first(findPerson({ id: toRow(params.id) }))
      if (!row) throw notFound('person')
      return personView(row)
    },
  }),
  writeOperation({
    id: 'createPerson',
    path: '/v1/persons',
    tag: 'persons',
    summary: 'Add a person',
    description: 'Adds a person without a login. A login is a member.',
    scope: 'members:write',
    body: personCreate,
    example: { name: 'Ilse Brand' },
    answers: person,
    status: 201,
    location: '/v1/persons/',
    problems: ['conflict'],
    emits: ['person.created'],
    handle: async (work, { body }) => personView(await createPerson(work, body)),
  }),
  writeOperation({
    id: 'updatePerson',
    method: 'patch',
    path: '/v1/persons/{id}',
    tag: 'persons',
    summary: 'Update a person',
    description: 'A JSON merge patch: what it names is changed, null clears, the rest stays.',
    scope: 'members:write',
    params: { id: ids.person },
    body: personUpdate,
    example: { email: 'ilse@quillhaven.example' },
    answers: person,
    ifMatch: 'optional',
    problems: ['conflict'],
    emits: ['person.updated'],
    handle: async (work, { params, body }) => personView(await updatePerson(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'archivePerson',
    path: '/v1/persons/{id}/archive',
    tag: 'persons',
    summary: 'Archive a person',
    description: 'Takes the person off lists. Refused while the person is a member.',
    scope: 'members:write',
    params: { id: ids.person },
    answers: person,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['person.archived'],
    handle: async (work, { params }) => personView(await archivePerson(work, toRow(params.id))),
  }),
  writeOperation({
    id: 'restorePerson',
    path: '/v1/persons/{id}/restore',
    tag: 'persons',
    summary: 'Restore a person',
    description: 'Puts the person back on lists.',
    scope: 'members:write',
    params: { id: ids.person },
    answers: person,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['person.restored'],
    handle: async (work, { params }) => personView(await restorePerson(work, toRow(params.id))),
  }),
]

export const memberOperations = [
  readOperation({
    id: 'listMembers',
    path: '/v1/members',
    tag: 'members',
    summary: 'List members',
    description: 'Everybody with a login, newest first unless sorted.',
    scope: 'members:read',
    query: memberListQuery,
    answers: memberPage,
    list: 'page',
    quick: true,
    async handle({ db, query }) {
      const { rows, nextCursor } = await listPage(db, {
        name: 'listMembers',
        query,
        table: 'member',
        sorts: {
          created_at: { sql: 'member.created_at', type: 'timestamptz' },
          updated_at: { sql: 'member.updated_at', type: 'timestamptz' },
        },
        defaultSort: '-created_at',
        build: () => selectMembers(query),
      })
      return { data: rows.map(memberView), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getMember',
    path: '/v1/members/{id}',
    tag: 'members',
    summary: 'Get a member',
    description: 'One member, archived or not.',
    scope: 'members:read',
    params: { id: ids.member },
    answers: member,
    quick: true,
    etag: 'version',
    async handle({ db, params }) {
      const row = await db.first(findMember({ id: toRow(params.id) }))
      if (!row) throw notFound('member')
      return memberView(row)
    },
  }),
  writeOperation({
    id: 'createMember',
    path: '/v1/members',
    tag: 'members',
    summary: 'Add a member',
    description:
      'Gives a login to a new person, or to one who is known and has none. A session gives no role that may more than itself.',
    scope: 'members:write',
    body: memberCreate,
    example: { name: 'Ilse Brand', email: 'ilse@quillhaven.example', role: 'manager' },
    answers: memberCreated,
    status: 201,
    location: '/v1/members/',
    problems: ['conflict', 'illegal_move'],
    emits: ['person.created', 'member.created'],
    async handle(work, { body }) {
      const { member, person } =
        body.person_id === undefined
          ? await createMember(work, { name: body.name as string, email: body.email, role: body.role })
          : await createLogin(work, toRow(body.person_id), body.role)
      return { ...memberView(member), person: personView(person) }
    },
  }),
  writeOperation({
    id: 'updateMember',
    method: 'patch',
    path: '/v1/members/{id}',
    tag: 'members',
    summary: 'Update a member',
    description:
      'Gives another role. At least one owner stays. A session neither gives nor takes a role that may more than itself.',
    scope: 'members:write',
    params: { id: ids.member },
    body: memberUpdate,
    example: { role: 'finance' },
    answers: member,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['member.updated'],
    handle: async (work, { params, body }) => memberView(await updateMember(work, toRow(params.id), body)),
  }),
  writeOperation({
    id: 'archiveMember',
    path: '/v1/members/{id}/archive',
    tag: 'members',
    summary: 'Archive a member',
    description: 'Ends the login: no session of the member goes on. At least one owner stays.',
    scope: 'members:write',
    params: { id: ids.member },
    answers: member,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['member.archived'],
    handle: async (work, { params }) => memberView(await archiveMember(work, toRow(params.id))),
  }),
  writeOperation({
    id: 'restoreMember',
    path: '/v1/members/{id}/restore',
    tag: 'members',
    summary: 'Restore a member',
    description: 'The member may come in again, in the same role.',
    scope: 'members:write',
    params: { id: ids.member },
    answers: member,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['member.restored'],
    handle: async (work, { params }) => memberView(await restoreMember(work, toRow(params.id))),
  }),
]

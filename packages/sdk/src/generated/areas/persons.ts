// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Person, PersonCreate, PersonId, PersonUpdate } from '../types.ts'

export type ListPersonsQuery = NonNullable<operations['listPersons']['parameters']['query']>

export interface PersonsArea {
  /**
   * Archive a person
   *
   * Takes the person off lists. Refused while the person is a member.
   *
   * Needs `members:write`.
   *
   * Emits `person.archived`.
   *
   * Scope `members:write`.
   *
   * Refuses with `illegal_move`.
   */
  archive(id: PersonId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Person, CommonProblem | 'illegal_move'>
  /**
   * Add a person
   *
   * Adds a person without a login. A login is a member.
   *
   * Needs `members:write`.
   *
   * Emits `person.created`.
   *
   * Scope `members:write`.
   *
   * Refuses with `conflict`.
   */
  create(body: PersonCreate, options?: WriteOptions & DryRunOptions): Call<Person, CommonProblem | 'conflict'>
  /**
   * Get a person
   *
   * One person, archived or not.
   *
   * Needs `members:read`.
   *
   * Scope `members:read`.
   */
  get(id: PersonId, query?: Record<string, never>, options?: ReadOptions): Call<Person, CommonProblem>
  /**
   * List persons
   *
   * Everybody who works here, with or without a login, newest first unless sorted.
   *
   * Needs `members:read`.
   *
   * Scope `members:read`.
   */
  list(query?: ListPersonsQuery, options?: ReadOptions): ListCall<Person, CommonProblem>
  /**
   * Restore a person
   *
   * Puts the person back on lists.
   *
   * Needs `members:write`.
   *
   * Emits `person.restored`.
   *
   * Scope `members:write`.
   *
   * Refuses with `illegal_move`.
   */
  restore(id: PersonId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Person, CommonProblem | 'illegal_move'>
  /**
   * Update a person
   *
   * A JSON merge patch: what it names is changed, null clears, the rest stays.
   *
   * Needs `members:write`.
   *
   * Emits `person.updated`.
   *
   * Scope `members:write`.
   *
   * Refuses with `conflict`.
   */
  update(id: PersonId, body?: PersonUpdate, options?: WriteOptions & DryRunOptions): Call<Person, CommonProblem | 'conflict'>
}

export type { CommonProblem, operations }

export const persons = {
  archive: 'POST /v1/persons/{id}/archive n',
  create: 'POST /v1/persons',
  get: 'GET /v1/persons/{id}',
  list: 'GET /v1/persons p',
  restore: 'POST /v1/persons/{id}/restore n',
  update: 'PATCH /v1/persons/{id}',
} as unknown as Area<PersonsArea>

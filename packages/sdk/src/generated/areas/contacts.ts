// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Contact, ContactBatch, ContactBatchResults, ContactCreate, ContactId, ContactUpdate, ContactUpsert } from '../types.ts'

export type BatchContactsQuery = Omit<NonNullable<operations['batchContacts']['parameters']['query']>, 'dry_run'>
export type ListContactsQuery = NonNullable<operations['listContacts']['parameters']['query']>

export interface ContactsArea {
  /**
   * Archive a contact
   *
   * Hides the contact from lists and ends its sessions.
   *
   * Needs `contacts:write`.
   *
   * Emits `contact.archived`, `magic_link.revoked`, `embed_session.revoked`.
   *
   * Scope `contacts:write`.
   *
   * Refuses with `illegal_move`, `conflict`.
   */
  archive(id: ContactId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Contact, CommonProblem | 'illegal_move' | 'conflict'>
  /**
   * Create many contacts
   *
   * Up to 1,000 contacts, all or none of them; with `partial=true` each by itself.
   *
   * Needs `contacts:write`.
   *
   * Emits `contact.created`.
   *
   * Each row counts as a request against the rate limit.
   *
   * Scope `contacts:write`.
   *
   * Refuses with `conflict`.
   */
  batch(body: ContactBatch, options?: WriteOptions & DryRunOptions & { query?: BatchContactsQuery }): Call<ContactBatchResults, CommonProblem | 'conflict'>
  /**
   * Create a contact
   *
   * Adds a person at a company that is not archived.
   *
   * Needs `contacts:write`.
   *
   * Emits `contact.created`.
   *
   * Scope `contacts:write`.
   *
   * Refuses with `conflict`.
   */
  create(body: ContactCreate, options?: WriteOptions & DryRunOptions): Call<Contact, CommonProblem | 'conflict'>
  /**
   * Get a contact
   *
   * One contact, archived or not.
   *
   * Needs `contacts:read`.
   *
   * Scope `contacts:read`.
   */
  get(id: ContactId, query?: Record<string, never>, options?: ReadOptions): Call<Contact, CommonProblem>
  /**
   * List contacts
   *
   * Contacts of all companies, newest first unless sorted. Archived ones come only when asked for.
   *
   * Needs `contacts:read`.
   *
   * Scope `contacts:read`.
   */
  list(query?: ListContactsQuery, options?: ReadOptions): ListCall<Contact, CommonProblem>
  /**
   * Restore a contact
   *
   * Brings an archived contact back; sessions that have ended stay so.
   *
   * Needs `contacts:write`.
   *
   * Emits `contact.restored`.
   *
   * Scope `contacts:write`.
   *
   * Refuses with `illegal_move`, `conflict`.
   */
  restore(id: ContactId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Contact, CommonProblem | 'illegal_move' | 'conflict'>
  /**
   * Update a contact
   *
   * A JSON merge patch. Who changed the e-mail address is kept and stands in the evidence of what the contact approves later.
   *
   * Needs `contacts:write`.
   *
   * Emits `contact.updated`, `magic_link.revoked`, `embed_session.revoked`.
   *
   * Scope `contacts:write`.
   *
   * Refuses with `conflict`.
   */
  update(id: ContactId, body?: ContactUpdate, options?: WriteOptions & DryRunOptions): Call<Contact, CommonProblem | 'conflict'>
  /**
   * Upsert a contact
   *
   * Makes the contact of this external reference, or changes it as a patch would. An archived one is neither doubled nor revived: it is refused by name.
   *
   * Needs `contacts:write`.
   *
   * Emits `contact.created`, `contact.updated`, `magic_link.revoked`, `embed_session.revoked`.
   *
   * Scope `contacts:write`.
   *
   * Refuses with `conflict`.
   */
  upsert(body: ContactUpsert, options?: WriteOptions & DryRunOptions): Call<Contact, CommonProblem | 'conflict'>
}

export type { CommonProblem, operations }

export const contacts = {
  archive: 'POST /v1/contacts/{id}/archive n',
  batch: 'POST /v1/contacts/batch',
  create: 'POST /v1/contacts',
  get: 'GET /v1/contacts/{id}',
  list: 'GET /v1/contacts p',
  restore: 'POST /v1/contacts/{id}/restore n',
  update: 'PATCH /v1/contacts/{id}',
  upsert: 'PUT /v1/contacts',
} as unknown as Area<ContactsArea>

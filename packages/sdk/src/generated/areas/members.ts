// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Member, MemberCreate, MemberCreated, MemberId, MemberUpdate } from '../types.ts'

export type ListMembersQuery = NonNullable<operations['listMembers']['parameters']['query']>

export interface MembersArea {
  /**
   * Archive a member
   *
   * Ends the login: no session of the member goes on. At least one owner stays.
   *
   * Needs `members:write`.
   *
   * Emits `member.archived`.
   *
   * Scope `members:write`.
   *
   * Refuses with `illegal_move`.
   */
  archive(id: MemberId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Member, CommonProblem | 'illegal_move'>
  /**
   * Add a member
   *
   * Gives a login to a new person, or to one who is known and has none. A session gives no role that may more than itself.
   *
   * Needs `members:write`.
   *
   * Emits `person.created`, `member.created`.
   *
   * Scope `members:write`.
   *
   * Refuses with `conflict`, `illegal_move`.
   */
  create(body: MemberCreate, options?: WriteOptions & DryRunOptions): Call<MemberCreated, CommonProblem | 'conflict' | 'illegal_move'>
  /**
   * Get a member
   *
   * One member, archived or not.
   *
   * Needs `members:read`.
   *
   * Scope `members:read`.
   */
  get(id: MemberId, query?: Record<string, never>, options?: ReadOptions): Call<Member, CommonProblem>
  /**
   * List members
   *
   * Everybody with a login, newest first unless sorted.
   *
   * Needs `members:read`.
   *
   * Scope `members:read`.
   */
  list(query?: ListMembersQuery, options?: ReadOptions): ListCall<Member, CommonProblem>
  /**
   * Restore a member
   *
   * The member may come in again, in the same role.
   *
   * Needs `members:write`.
   *
   * Emits `member.restored`.
   *
   * Scope `members:write`.
   *
   * Refuses with `illegal_move`.
   */
  restore(id: MemberId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Member, CommonProblem | 'illegal_move'>
  /**
   * Update a member
   *
   * Gives another role. At least one owner stays. A session neither gives nor takes a role that may more than itself.
   *
   * Needs `members:write`.
   *
   * Emits `member.updated`.
   *
   * Scope `members:write`.
   *
   * Refuses with `illegal_move`.
   */
  update(id: MemberId, body?: MemberUpdate, options?: WriteOptions & DryRunOptions): Call<Member, CommonProblem | 'illegal_move'>
}

export type { CommonProblem, operations }

export const members = {
  archive: 'POST /v1/members/{id}/archive n',
  create: 'POST /v1/members',
  get: 'GET /v1/members/{id}',
  list: 'GET /v1/members p',
  restore: 'POST /v1/members/{id}/restore n',
  update: 'PATCH /v1/members/{id}',
} as unknown as Area<MembersArea>

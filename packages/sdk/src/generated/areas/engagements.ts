// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, Expanded, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { Attachment, AttachmentList, Engagement, EngagementId, EngagementShare, EngagementShareContact, EngagementShareList, EngagementUpdate, FileAttach, FileId, PersonId, TeamMember, TeamMemberAdd, TeamMemberList } from '../types.ts'

export type GetEngagementExpand = Extract<NonNullable<NonNullable<operations['getEngagement']['parameters']['query']>['expand']>, readonly unknown[]>[number]
export type GetEngagementQuery<E extends GetEngagementExpand = never> = Omit<NonNullable<operations['getEngagement']['parameters']['query']>, 'expand'> & { expand?: readonly E[] }
export type ListEngagementsExpand = Extract<NonNullable<NonNullable<operations['listEngagements']['parameters']['query']>['expand']>, readonly unknown[]>[number]
export type ListEngagementsQuery<E extends ListEngagementsExpand = never> = Omit<NonNullable<operations['listEngagements']['parameters']['query']>, 'expand'> & { expand?: readonly E[] }

export interface EngagementsArea {
  /**
   * Add a person to an engagement’s team
   *
   * A contractor sees the engagement from now on. Adding again changes the role, where one is told.
   *
   * Needs `engagements:write`.
   *
   * Emits `engagement.team_added`.
   *
   * Scope `engagements:write`.
   *
   * Refuses with `illegal_move`.
   */
  addTeamMember(id: EngagementId, body: TeamMemberAdd, options?: WriteOptions & DryRunOptions): Call<TeamMember, CommonProblem | 'illegal_move'>
  /**
   * Archive an engagement
   *
   * Takes it off lists. Refused while it is active, earned work is not billed, or money or an approval is open.
   *
   * Needs `engagements:write`.
   *
   * Emits `engagement.archived`.
   *
   * Scope `engagements:write`.
   *
   * Refuses with `illegal_move`.
   */
  archive(id: EngagementId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Engagement, CommonProblem | 'illegal_move'>
  /**
   * Attach a file to an engagement
   *
   * Attaching again changes who sees it, where told.
   *
   * Needs `engagements:read` and `files:write`.
   *
   * Emits `file.attached`.
   *
   * Scope `engagements:read,files:write`.
   *
   * Refuses with `illegal_move`.
   */
  attachFile(id: EngagementId, body: FileAttach, options?: WriteOptions & DryRunOptions): Call<Attachment, CommonProblem | 'illegal_move'>
  /**
   * Complete an engagement
   *
   * No more work is planned. Refused while an approval is requested or an invoice is a draft.
   *
   * Needs `engagements:write`.
   *
   * Emits `engagement.completed`.
   *
   * Scope `engagements:write`.
   *
   * Refuses with `illegal_move`.
   */
  complete(id: EngagementId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Engagement, CommonProblem | 'illegal_move'>
  /**
   * Detach a file from an engagement
   *
   * The file stays; so does what is attached to the deal or a milestone. Where it is not attached, nothing changes.
   *
   * Needs `engagements:read` and `files:write`.
   *
   * Emits `file.detached`.
   *
   * Scope `engagements:read,files:write`.
   *
   * Refuses with `illegal_move`.
   */
  detachFile(id: EngagementId, file_id: FileId, query?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<void, CommonProblem | 'illegal_move'>
  /**
   * Get an engagement
   *
   * One engagement, archived or not.
   *
   * Needs `engagements:read`.
   *
   * Scope `engagements:read`.
   */
  get<const E extends GetEngagementExpand = never>(id: EngagementId, query?: GetEngagementQuery<E>, options?: ReadOptions): Call<Expanded<Engagement, E>, CommonProblem>
  /**
   * List engagements
   *
   * Engagements that the credential reaches, newest first unless sorted. Archived ones come only when asked for.
   *
   * Needs `engagements:read`.
   *
   * Scope `engagements:read`.
   */
  list<const E extends ListEngagementsExpand = never>(query?: ListEngagementsQuery<E>, options?: ReadOptions): ListCall<Expanded<Engagement, E>, CommonProblem>
  /**
   * List an engagement’s files
   *
   * The files of the engagement, of the deal that opened it and of its milestones.
   *
   * Needs `engagements:read` and `files:read`.
   *
   * Scope `engagements:read,files:read`.
   */
  listFiles(id: EngagementId, query?: Record<string, never>, options?: ReadOptions): Call<AttachmentList, CommonProblem>
  /**
   * List whom an engagement is shared with
   *
   * All contacts who may see the engagement in the portal.
   *
   * Needs `engagements:read`.
   *
   * Scope `engagements:read`.
   */
  listShares(id: EngagementId, query?: Record<string, never>, options?: ReadOptions): Call<EngagementShareList, CommonProblem>
  /**
   * List an engagement’s team
   *
   * Everybody on the team, in the order of joining.
   *
   * Needs `engagements:read`.
   *
   * Scope `engagements:read`.
   */
  listTeamMembers(id: EngagementId, query?: Record<string, never>, options?: ReadOptions): Call<TeamMemberList, CommonProblem>
  /**
   * Reactivate an engagement
   *
   * A completed engagement takes work again.
   *
   * Needs `engagements:write`.
   *
   * Emits `engagement.reactivated`.
   *
   * Scope `engagements:write`.
   *
   * Refuses with `illegal_move`.
   */
  reactivate(id: EngagementId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Engagement, CommonProblem | 'illegal_move'>
  /**
   * Remove a person from an engagement’s team
   *
   * A contractor loses the engagement with the next request. Who is not on the team is no change.
   *
   * Needs `engagements:write`.
   *
   * Emits `engagement.team_removed`.
   *
   * Scope `engagements:write`.
   */
  removeTeamMember(id: EngagementId, person_id: PersonId, query?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<void, CommonProblem>
  /**
   * Restore an engagement
   *
   * Puts an archived engagement back on lists.
   *
   * Needs `engagements:write`.
   *
   * Emits `engagement.restored`.
   *
   * Scope `engagements:write`.
   *
   * Refuses with `illegal_move`.
   */
  restore(id: EngagementId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<Engagement, CommonProblem | 'illegal_move'>
  /**
   * Share an engagement with a contact
   *
   * The contact of the engagement’s company may see it in the portal from now on. Sharing again changes nothing.
   *
   * Needs `engagements:write`.
   *
   * Emits `engagement.shared`.
   *
   * Scope `engagements:write`.
   *
   * Refuses with `illegal_move`.
   */
  share(id: EngagementId, body: EngagementShareContact, options?: WriteOptions & DryRunOptions): Call<EngagementShare, CommonProblem | 'illegal_move'>
  /**
   * End the sharing of an engagement
   *
   * The contact’s running sessions lose it with their next request. Where it is not shared, nothing changes.
   *
   * Needs `engagements:write`.
   *
   * Emits `engagement.unshared`.
   *
   * Scope `engagements:write`.
   */
  unshare(id: EngagementId, body: EngagementShareContact, options?: WriteOptions & DryRunOptions): Call<void, CommonProblem>
  /**
   * Update an engagement
   *
   * A JSON merge patch: what it names is changed, null clears, the rest stays.
   *
   * Needs `engagements:write`.
   *
   * Emits `engagement.updated`.
   *
   * Scope `engagements:write`.
   *
   * Refuses with `conflict`.
   */
  update(id: EngagementId, body?: EngagementUpdate, options?: WriteOptions & DryRunOptions): Call<Engagement, CommonProblem | 'conflict'>
}

export type { CommonProblem, operations }

export const engagements = {
  addTeamMember: 'POST /v1/engagements/{id}/team_members',
  archive: 'POST /v1/engagements/{id}/archive n',
  attachFile: 'POST /v1/engagements/{id}/files',
  complete: 'POST /v1/engagements/{id}/complete n',
  detachFile: 'DELETE /v1/engagements/{id}/files/{file_id}',
  get: 'GET /v1/engagements/{id}',
  list: 'GET /v1/engagements p',
  listFiles: 'GET /v1/engagements/{id}/files',
  listShares: 'GET /v1/engagements/{id}/shares',
  listTeamMembers: 'GET /v1/engagements/{id}/team_members',
  reactivate: 'POST /v1/engagements/{id}/reactivate n',
  removeTeamMember: 'DELETE /v1/engagements/{id}/team_members/{person_id}',
  restore: 'POST /v1/engagements/{id}/restore n',
  share: 'POST /v1/engagements/{id}/share',
  unshare: 'POST /v1/engagements/{id}/unshare',
  update: 'PATCH /v1/engagements/{id}',
} as unknown as Area<EngagementsArea>

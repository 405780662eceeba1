// Generated from packages/sdk/tests/fixture.openapi.json, do not edit.
import type { Area, Call, ReadOptions, WriteOptions } from '../../../src/runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { ApprovalId, PortalApproval } from '../types.ts'

export interface PortalApprovalsArea {
  /**
   * approvePortalApproval
   *
   * A sentence about it.
   *
   * Refuses with `illegal_move`, `snapshot_changed`.
   */
  approve(id: ApprovalId, body: NonNullable<operations['approvePortalApproval']['requestBody']>['content']['application/json'], options?: WriteOptions): Call<PortalApproval, CommonProblem | 'illegal_move' | 'snapshot_changed'>
  /**
   * getPortalApproval
   *
   * A sentence about it.
   */
  get(id: ApprovalId, query?: Record<string, never>, options?: ReadOptions): Call<PortalApproval, CommonProblem>
}
export interface PortalArea {
  readonly approvals: PortalApprovalsArea
}

export type { CommonProblem, operations }

export const portal = {
  approvals: {
    approve: 'POST /v1/portal/approvals/{id}/approve',
    get: 'GET /v1/portal/approvals/{id}',
  },
} as unknown as Area<PortalArea>

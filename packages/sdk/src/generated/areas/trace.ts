// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, ReadOptions } from '../../runtime/types.ts'
import type { CommonProblem } from '../problems.ts'
import type { Trace, TraceableId } from '../types.ts'

export interface TraceArea {
  /**
   * Follow a dollar
   *
   * Takes the id of any record on the way from pitch to payment and answers the scope items behind it with all that came of them: planned and delivered by milestones, billed by invoice lines, collected by payments, credited. Works both ways. Each record passes the same check as its own GET: what the reader may not see is not there, nor counted. What a shared invoice or payment carries beside is one node, `other`.
   *
   * Scope ``.
   */
  get(id: TraceableId, query?: Record<string, never>, options?: ReadOptions): Call<Trace, CommonProblem>
}

export type { CommonProblem }

export const trace = {
  get: 'GET /v1/trace/{id}',
} as unknown as Area<TraceArea>

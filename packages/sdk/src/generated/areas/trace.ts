// Generated from packages/sdk/tests/fixture.openapi.json, do not edit.
import type { Area, Call, ReadOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { TraceableId } from '../types.ts'

export interface TraceArea {
  /**
   * getTrace
   *
   * A sentence about it.
   */
  get(id: TraceableId, query?: Record<string, never>, options?: ReadOptions): Call<operations['getTrace']['responses'][200]['content']['application/json'], CommonProblem>
}

export type { CommonProblem, operations }

export const trace = {
  get: 'GET /v1/trace/{id}',
} as unknown as Area<TraceArea>

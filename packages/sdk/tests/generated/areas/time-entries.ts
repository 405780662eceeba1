// Generated from packages/sdk/tests/fixture.openapi.json, do not edit.
import type { Area, Call, WriteOptions } from '../../../src/runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'

export type CreateTimeEntryBatchQuery = NonNullable<operations['createTimeEntryBatch']['parameters']['query']>

export interface TimeEntriesArea {
  /**
   * createTimeEntryBatch
   *
   * A sentence about it.
   */
  createBatch(body: NonNullable<operations['createTimeEntryBatch']['requestBody']>['content']['application/json'], options?: WriteOptions & { query?: CreateTimeEntryBatchQuery }): Call<operations['createTimeEntryBatch']['responses'][200]['content']['application/json'], CommonProblem>
}

export type { CommonProblem, operations }

export const timeEntries = {
  createBatch: 'POST /v1/time_entries/batch',
} as unknown as Area<TimeEntriesArea>

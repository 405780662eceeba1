// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { CommonProblem } from '../problems.ts'
import type { TestClock, TestClockAdvance, TestClockAdvanced, TestClockFreeze } from '../types.ts'

export interface TestClockArea {
  /**
   * Advance the test clock
   *
   * Moves the sandbox’s clock forward, frozen or running: `to` an instant, or `through` a day in the tenant’s zone; at most 370 days in one call. `ran` says what came due on the way: the clock stops at each instant at which something is due, and runs it. After 1,000 of them, or 30 seconds, it stands where it is with `done: false`; the same call goes on.
   *
   * Needs `tenant:write`.
   *
   * Emits `test_clock.advanced`.
   *
   * Scope `tenant:write`.
   *
   * Refuses with `illegal_move`, `invalid_date`.
   */
  advance(body?: TestClockAdvance, options?: WriteOptions): Call<TestClockAdvanced, CommonProblem | 'illegal_move' | 'invalid_date'>
  /**
   * Freeze the test clock
   *
   * The sandbox’s clock stands still, now or at a coming instant. Expiry of keys and sessions, limits and signatures go by the machine’s time and do not stand still.
   *
   * Needs `tenant:write`.
   *
   * Emits `test_clock.frozen`.
   *
   * Scope `tenant:write`.
   *
   * Refuses with `illegal_move`, `invalid_date`.
   */
  freeze(body?: TestClockFreeze, options?: WriteOptions & DryRunOptions): Call<TestClock, CommonProblem | 'illegal_move' | 'invalid_date'>
  /**
   * Get the test clock
   *
   * The clock of a sandbox. A live tenant has none.
   *
   * Needs `tenant:read`.
   *
   * Scope `tenant:read`.
   */
  get(query?: Record<string, never>, options?: ReadOptions): Call<TestClock, CommonProblem>
  /**
   * Let the test clock run
   *
   * The clock runs again, with the distance to the machine’s time that it had when it was frozen or last moved: it jumps over the time that it stood still.
   *
   * Needs `tenant:write`.
   *
   * Emits `test_clock.unfrozen`.
   *
   * Scope `tenant:write`.
   *
   * Refuses with `illegal_move`, `invalid_date`.
   */
  unfreeze(body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<TestClock, CommonProblem | 'illegal_move' | 'invalid_date'>
}

export type { CommonProblem }

export const testClock = {
  advance: 'POST /v1/test_clock/advance',
  freeze: 'POST /v1/test_clock/freeze',
  get: 'GET /v1/test_clock',
  unfreeze: 'POST /v1/test_clock/unfreeze n',
} as unknown as Area<TestClockArea>

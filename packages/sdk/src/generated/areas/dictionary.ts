// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, ReadOptions } from '../../runtime/types.ts'
import type { CommonProblem } from '../problems.ts'
import type { Dictionary } from '../types.ts'

export interface DictionaryArea {
  /**
   * Get the dictionary
   *
   * Every word of the API: records and requests with their fields, what each means, what can change it and which events tell of it; scopes, roles, components, events and problems. The same for every tenant; it changes with a release.
   *
   * Scope ``.
   */
  get(query?: Record<string, never>, options?: ReadOptions): Call<Dictionary, CommonProblem>
}

export type { CommonProblem }

export const dictionary = {
  get: 'GET /v1/dictionary',
} as unknown as Area<DictionaryArea>

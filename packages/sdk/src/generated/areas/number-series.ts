// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, WriteOptions } from '../../runtime/types.ts'
import type { CommonProblem } from '../problems.ts'
import type { NumberSeries, NumberSeriesId, NumberSeriesUpdate } from '../types.ts'

export interface NumberSeriesArea {
  /**
   * Update a number series
   *
   * A JSON merge patch of the pattern and the next number, while the series has issued nothing in its period: a year where the pattern has one, else for ever. No number is printed twice for one legal entity.
   *
   * Needs `legal_entities:write`.
   *
   * Emits `number_series.updated`.
   *
   * Scope `legal_entities:write`.
   */
  update(id: NumberSeriesId, body?: NumberSeriesUpdate, options?: WriteOptions & DryRunOptions): Call<NumberSeries, CommonProblem>
}

export type { CommonProblem }

export const numberSeries = {
  update: 'PATCH /v1/number_series/{id}',
} as unknown as Area<NumberSeriesArea>

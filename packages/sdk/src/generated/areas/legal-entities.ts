// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { LegalEntity, LegalEntityCreate, LegalEntityId, LegalEntityUpdate, NumberSeriesList } from '../types.ts'

export type ListLegalEntitiesQuery = NonNullable<operations['listLegalEntities']['parameters']['query']>

export interface LegalEntitiesArea {
  /**
   * Archive a legal entity
   *
   * Takes the legal entity off lists. Refused for the default.
   *
   * Needs `legal_entities:write`.
   *
   * Emits `legal_entity.archived`.
   *
   * Scope `legal_entities:write`.
   *
   * Refuses with `illegal_move`.
   */
  archive(id: LegalEntityId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<LegalEntity, CommonProblem | 'illegal_move'>
  /**
   * Add a legal entity
   *
   * Adds a seller with its two number series. Its base currency never changes.
   *
   * Needs `legal_entities:write`.
   *
   * Emits `legal_entity.created`.
   *
   * Scope `legal_entities:write`.
   *
   * Refuses with `conflict`.
   */
  create(body: LegalEntityCreate, options?: WriteOptions & DryRunOptions): Call<LegalEntity, CommonProblem | 'conflict'>
  /**
   * Get a legal entity
   *
   * One legal entity, archived or not.
   *
   * Needs `legal_entities:read`.
   *
   * Scope `legal_entities:read`.
   */
  get(id: LegalEntityId, query?: Record<string, never>, options?: ReadOptions): Call<LegalEntity, CommonProblem>
  /**
   * List legal entities
   *
   * Sellers, newest first unless sorted.
   *
   * Needs `legal_entities:read`.
   *
   * Scope `legal_entities:read`.
   */
  list(query?: ListLegalEntitiesQuery, options?: ReadOptions): ListCall<LegalEntity, CommonProblem>
  /**
   * List number series
   *
   * The series of a legal entity: one of invoices, one of credit notes.
   *
   * Needs `legal_entities:read`.
   *
   * Scope `legal_entities:read`.
   */
  numberSeries(id: LegalEntityId, query?: Record<string, never>, options?: ReadOptions): Call<NumberSeriesList, CommonProblem>
  /**
   * Restore a legal entity
   *
   * Puts the legal entity back on lists.
   *
   * Needs `legal_entities:write`.
   *
   * Emits `legal_entity.restored`.
   *
   * Scope `legal_entities:write`.
   *
   * Refuses with `illegal_move`.
   */
  restore(id: LegalEntityId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<LegalEntity, CommonProblem | 'illegal_move'>
  /**
   * Update a legal entity
   *
   * A JSON merge patch: what it names is changed, null clears, the rest stays. Later documents are made with it; issued ones stay as they are. Bank details are changed by an owner, by finance or by an API key, with an event of its own.
   *
   * Needs `legal_entities:write`.
   *
   * Emits `legal_entity.updated`, `legal_entity.bank_changed`.
   *
   * Scope `legal_entities:write`.
   *
   * Refuses with `conflict`, `illegal_move`.
   */
  update(id: LegalEntityId, body?: LegalEntityUpdate, options?: WriteOptions & DryRunOptions): Call<LegalEntity, CommonProblem | 'conflict' | 'illegal_move'>
}

export type { CommonProblem, operations }

export const legalEntities = {
  archive: 'POST /v1/legal_entities/{id}/archive n',
  create: 'POST /v1/legal_entities',
  get: 'GET /v1/legal_entities/{id}',
  list: 'GET /v1/legal_entities p',
  numberSeries: 'GET /v1/legal_entities/{id}/number_series',
  restore: 'POST /v1/legal_entities/{id}/restore n',
  update: 'PATCH /v1/legal_entities/{id}',
} as unknown as Area<LegalEntitiesArea>

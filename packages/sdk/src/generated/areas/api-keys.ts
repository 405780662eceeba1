// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { ApiKey, ApiKeyCreate, ApiKeyDetail, ApiKeyId, ApiKeyRotate, ApiKeyUpdate, ApiKeyWithSecret } from '../types.ts'

export type ListApiKeysQuery = NonNullable<operations['listApiKeys']['parameters']['query']>

export interface ApiKeysArea {
  /**
   * Mint an API key
   *
   * Mints a key with at most the scopes of the credential that asks, which is remembered as its minter: revoking that one ends this one. `secret` is shown this once; a dry run shows none.
   *
   * Needs `keys:write`.
   *
   * Emits `api_key.created`.
   *
   * Scope `keys:write`.
   */
  create(body: ApiKeyCreate, options?: WriteOptions & DryRunOptions): Call<ApiKeyWithSecret, CommonProblem>
  /**
   * Get an API key
   *
   * One key, and `descendants`: every key that ends with it when it is revoked.
   *
   * Needs `keys:read`.
   *
   * Scope `keys:read`.
   */
  get(id: ApiKeyId, query?: Record<string, never>, options?: ReadOptions): Call<ApiKeyDetail, CommonProblem>
  /**
   * List API keys
   *
   * Keys of the tenant, revoked ones included, newest first unless sorted. Secrets are never shown again.
   *
   * Needs `keys:read`.
   *
   * Scope `keys:read`.
   */
  list(query?: ListApiKeysQuery, options?: ReadOptions): ListCall<ApiKey, CommonProblem>
  /**
   * Revoke an API key
   *
   * Ends the key within 5 seconds on every process, and with it every key that descends from it and every session that those minted. `descendants` names what ended with it; try it with `dry_run=true` to see it before. Revoking again changes nothing.
   *
   * Needs `keys:write`.
   *
   * Emits `api_key.revoked`.
   *
   * Scope `keys:write`.
   */
  revoke(id: ApiKeyId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<ApiKeyDetail, CommonProblem>
  /**
   * Rotate an API key
   *
   * Gives the key another secret, shown this once; the id stays. The secrets before it stay valid for `old_expires_in` seconds of the machine’s time. A key with a scope that the asking credential lacks is refused. A secret that another key asked for ends when that key is revoked.
   *
   * Needs `keys:write`.
   *
   * Emits `api_key.rotated`.
   *
   * Scope `keys:write`.
   *
   * Refuses with `illegal_move`.
   */
  rotate(id: ApiKeyId, body: ApiKeyRotate, options?: WriteOptions & DryRunOptions): Call<ApiKeyWithSecret, CommonProblem | 'illegal_move'>
  /**
   * Rename an API key
   *
   * A JSON merge patch of what the key is called. Its scopes and its expiry never change.
   *
   * Needs `keys:write`.
   *
   * Emits `api_key.updated`.
   *
   * Scope `keys:write`.
   */
  update(id: ApiKeyId, body?: ApiKeyUpdate, options?: WriteOptions & DryRunOptions): Call<ApiKey, CommonProblem>
}

export type { CommonProblem, operations }

export const apiKeys = {
  create: 'POST /v1/api_keys',
  get: 'GET /v1/api_keys/{id}',
  list: 'GET /v1/api_keys p',
  revoke: 'POST /v1/api_keys/{id}/revoke n',
  rotate: 'POST /v1/api_keys/{id}/rotate',
  update: 'PATCH /v1/api_keys/{id}',
} as unknown as Area<ApiKeysArea>

// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { ApiKeyCreate, ApiKeyWithSecret, PlatformTenant, TenantCreate, TenantId } from '../types.ts'

export type ListPlatformTenantsQuery = NonNullable<operations['listPlatformTenants']['parameters']['query']>

export interface PlatformTenantsArea {
  /**
   * Create a tenant
   *
   * Makes a tenant with its first owner, its default legal entity and the defaults of every area. Live or sandbox is for ever.
   *
   * Needs `platform:tenants`.
   *
   * Emits `tenant.created`, `person.created`, `member.created`, `legal_entity.created`.
   *
   * Scope `platform:tenants`.
   */
  create(body: TenantCreate, options?: WriteOptions): Call<PlatformTenant, CommonProblem>
  /**
   * Mint a key for a tenant
   *
   * Mints an API key inside a tenant that this platform made. The tenant sees it: an event and an audit entry name the platform’s key. `secret` is shown this once.
   *
   * Needs `platform:tenants`.
   *
   * Emits `api_key.created`.
   *
   * Scope `platform:tenants`.
   */
  createApiKey(id: TenantId, body: ApiKeyCreate, options?: WriteOptions): Call<ApiKeyWithSecret, CommonProblem>
  /**
   * Get a tenant
   *
   * One tenant that this platform made. Another platform’s looks absent.
   *
   * Needs `platform:tenants`.
   *
   * Scope `platform:tenants`.
   */
  get(id: TenantId, query?: Record<string, never>, options?: ReadOptions): Call<PlatformTenant, CommonProblem>
  /**
   * List tenants
   *
   * The tenants that this platform made, newest first unless sorted.
   *
   * Needs `platform:tenants`.
   *
   * Scope `platform:tenants`.
   */
  list(query?: ListPlatformTenantsQuery, options?: ReadOptions): ListCall<PlatformTenant, CommonProblem>
}
export interface PlatformArea {
  readonly tenants: PlatformTenantsArea
}

export type { CommonProblem, operations }

export const platform = {
  tenants: {
    create: 'POST /v1/platform/tenants',
    createApiKey: 'POST /v1/platform/tenants/{id}/api_keys',
    get: 'GET /v1/platform/tenants/{id}',
    list: 'GET /v1/platform/tenants p',
  },
} as unknown as Area<PlatformArea>

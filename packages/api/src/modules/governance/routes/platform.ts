/** Wire ↔ action, of a host's platform: the tenants that it made, and keys for them. It reads none of their data. */
import {
  apiKeyCreate,
  apiKeyWithSecret,
  ids,
  platformTenant,
  platformTenantListQuery,
  platformTenantPage,
  type Scope,
  tenantCreate,
} from '@agencyops/schema'
import { type RowId, toRow, toWire } from '../../../db/row.ts'
import { listPage } from '../../../http/list.ts'
import { rawOperation } from '../../../http/operation.ts'
import type { PlatformKeyPrincipal } from '../../../http/principal.ts'
import { notFound } from '../../../http/problem.ts'
import { runPlatformWrite } from '../../../http/run-platform-write.ts'
import { actorOf } from '../../../outbox/actor.ts'
import { mintPlatformKey } from '../actions/mint-platform-key.ts'
import { auditPlatform } from '../actions/platform-audit.ts'
import { provisionTenant } from '../actions/provision-tenant.ts'
import { findPlatformTenant, selectPlatformTenants } from '../queries/tenants.ts'
import { apiKeyView, platformTenantView } from '../views.ts'

const declared = { tag: 'platform.tenants', scope: 'platform:tenants' } as const

export const platformOperations = [
  rawOperation({
    ...declared,
    id: 'createPlatformTenant',
    method: 'post',
    path: '/v1/platform/tenants',
    sdk: { resource: 'platform.tenants', method: 'create' },
    summary: 'Create a tenant',
    description:
      'Makes a tenant with its first owner, its default legal entity and the defaults of every area. Live or sandbox is for ever.',
    body: tenantCreate,
    example: {
      name: 'Quillhaven Studio',
      kind: 'sandbox',
      time_zone: 'Europe/Amsterdam',
      owner: { name: 'Mara Quill' },
      legal_entity: { name: 'Quillhaven Studio B.V.', base_currency: 'EUR' },
    },
    answers: platformTenant,
    status: 201,
    emits: ['tenant.created', 'person.created', 'member.created', 'legal_entity.created'],
    async handle({ principal, body, deps, reactions, request, source }) {
      const platform = principal as PlatformKeyPrincipal
      const write = { principal: platform, operation: 'createPlatformTenant', body, source, deps }
      return runPlatformWrite(write, async (transaction, commit) => {
        const { row, work } = await provisionTenant(transaction, deps, reactions, {
          input: body,
          platformId: platform.platformId,
          actor: actorOf(platform),
          requestId: request.id,
        })
        const entry = { operation: write.operation, tenantId: row.id, detail: {}, requestId: request.id }
        auditPlatform(transaction, platform, entry, deps.clock.now())
        await commit(platformTenantView(row), () => work.finish())
      })
    },
  }),
  rawOperation({
    ...declared,
    id: 'listPlatformTenants',
    method: 'get',
    path: '/v1/platform/tenants',
    sdk: { resource: 'platform.tenants', method: 'list' },
    summary: 'List tenants',
    description: 'The tenants that this platform made, newest first unless sorted.',
    query: platformTenantListQuery,
    answers: platformTenantPage,
    list: 'page',
    emits: [],
    async handle({ principal, query, deps }) {
      const { platformId } = principal as PlatformKeyPrincipal
      const { rows, nextCursor } = await listPage(deps.database.bound({ platformId }), {
        name: 'listPlatformTenants',
        query,
        table: 'tenant',
        sorts: { created_at: { sql: 'tenant.created_at', type: 'timestamptz' } },
        defaultSort: '-created_at',
        build: selectPlatformTenants,
      })
      return {
        data: rows.map(({ id, ...row }) => ({ ...row, id: toWire('tenant', id as RowId<'tenant'>) })),
        next_cursor: nextCursor,
      }
    },
  }),
  rawOperation({
    ...declared,
    id: 'getPlatformTenant',
    method: 'get',
    path: '/v1/platform/tenants/{id}',
    sdk: { resource: 'platform.tenants', method: 'get' },
    summary: 'Get a tenant',
    description: 'One tenant that this platform made. Another platform’s looks absent.',
    params: { id: ids.tenant },
    answers: platformTenant,
    emits: [],
    async handle({ principal, params, deps }) {
      const { platformId } = principal as PlatformKeyPrincipal
      const row = await deps.database.bound({ platformId }).first(findPlatformTenant({ public_id: toRow(params.id) }))
      if (!row) throw notFound('tenant')
      return platformTenantView(row)
    },
  }),
  rawOperation({
    ...declared,
    id: 'createPlatformApiKey',
    method: 'post',
    path: '/v1/platform/tenants/{id}/api_keys',
    sdk: { resource: 'platform.tenants', method: 'createApiKey' },
    summary: 'Mint a key for a tenant',
    description:
      'Mints an API key inside a tenant that this platform made. The tenant sees it: an event and an audit entry name the platform’s key. `secret` is shown this once.',
    params: { id: ids.tenant },
    body: apiKeyCreate,
    example: { name: 'Our product', scopes: ['deals:read', 'companies:read'] },
    answers: apiKeyWithSecret,
    status: 201,
    emits: ['api_key.created'],
    secret: true,
    async handle({ principal, params, body, deps, reactions, request, source }) {
      const platform = principal as PlatformKeyPrincipal
      const write = { principal: platform, operation: 'createPlatformApiKey', secret: true, body, source, deps }
      return runPlatformWrite(write, async (transaction, commit) => {
        const { row, secret, hint, tenant, work } = await mintPlatformKey(transaction, deps, reactions, {
          principal: platform,
          tenantId: toRow(params.id),
          name: body.name,
          scopes: body.scopes as Scope[],
          expiresAt: body.expires_at,
          requestId: request.id,
        })
        const detail = { api_key_id: toWire('api_key', row.id), scopes: row.scopes }
        const entry = { operation: write.operation, tenantId: tenant.id, detail, requestId: request.id }
        auditPlatform(transaction, platform, entry, deps.clock.now())
        await commit({ ...apiKeyView(row, [hint]), secret }, () => work.finish())
      })
    },
  }),
]

/** Wire ↔ action, of API keys. */
import {
  apiKey,
  apiKeyCreate,
  apiKeyDetail,
  apiKeyListQuery,
  apiKeyPage,
  apiKeyRotate,
  apiKeyUpdate,
  apiKeyWithSecret,
  ids,
  type Scope,
} from '@agencyops/schema'
import { type RowId, toRow, toWire } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { listPage } from '../../../http/list.ts'
import { readOperation, writeOperation } from '../../../http/operation.ts'
import { notFound } from '../../../http/problem.ts'
import { formatInstant } from '../../../primitives/instant.ts'
import { createApiKey } from '../actions/create-api-key.ts'
import { revokeApiKey } from '../actions/revoke-api-key.ts'
import { rotateApiKey } from '../actions/rotate-api-key.ts'
import { updateApiKey } from '../actions/update-api-key.ts'
import { findApiKey, listDescendants, listSecrets, selectApiKeys } from '../queries/api-keys.ts'
import { apiKeyView, secretsInForce } from '../views.ts'

const byId = { id: ids.api_key }
const shared = { tag: 'api_keys', params: byId, scope: 'keys:write' } as const

const wireIds = (list: readonly { id: RowId<'api_key'> }[]) => list.map(({ id }) => toWire('api_key', id))

/** A key's own id, or that of the key that minted a session. */
const askingKey = (work: UnitOfWork) => work.principal.keyId

export const apiKeyOperations = [
  readOperation({
    id: 'listApiKeys',
    path: '/v1/api_keys',
    tag: 'api_keys',
    summary: 'List API keys',
    description:
      'Keys of the tenant, revoked ones included, newest first unless sorted. Secrets are never shown again.',
    scope: 'keys:read',
    query: apiKeyListQuery,
    answers: apiKeyPage,
    list: 'page',
    quick: true,
    async handle({ db, query, deps }) {
      const mintedBy = query.minted_by_key_id && toRow(query.minted_by_key_id)
      const { rows, nextCursor } = await listPage(db, {
        name: 'listApiKeys',
        query,
        table: 'api_key',
        sorts: { created_at: { sql: 'api_key.created_at', type: 'timestamptz' } },
        defaultSort: '-created_at',
        build: () => selectApiKeys({ revoked: query.revoked, mintedBy }),
      })
      const secrets = rows.length === 0 ? [] : await db.all(listSecrets({ ids: rows.map((row) => row.id) }))
      const now = formatInstant(deps.clock.now())
      const hints = (id: RowId<'api_key'>) =>
        secretsInForce(
          secrets.filter((one) => one.api_key_id === id),
          now,
        )
      return { data: rows.map((row) => apiKeyView(row, hints(row.id))), next_cursor: nextCursor }
    },
  }),
  readOperation({
    id: 'getApiKey',
    path: '/v1/api_keys/{id}',
    tag: 'api_keys',
    summary: 'Get an API key',
    description: 'One key, and `descendants`: every key that ends with it when it is revoked.',
    scope: 'keys:read',
    params: byId,
    answers: apiKeyDetail,
    async handle({ db, params, deps }) {
      const id = toRow(params.id)
      const [keys, secrets, below] = await db.group(
        findApiKey({ id }),
        listSecrets({ ids: [id] }),
        listDescendants({ id }),
      )
      const row = keys[0]
      if (!row) throw notFound('API key')
      const hints = secretsInForce(secrets, formatInstant(deps.clock.now()))
      return { ...apiKeyView(row, hints), descendants: wireIds(below) }
    },
  }),
  writeOperation({
    id: 'createApiKey',
    path: '/v1/api_keys',
    tag: 'api_keys',
    summary: 'Mint an API key',
    description:
      'Mints a key with at most the scopes of the credential that asks, which is remembered as its minter: revoking that one ends this one. `secret` is shown this once; a dry run shows none.',
    scope: 'keys:write',
    body: apiKeyCreate,
    example: { name: 'Website', scopes: ['deals:read', 'companies:read'] },
    answers: apiKeyWithSecret,
    status: 201,
    location: '/v1/api_keys/',
    emits: ['api_key.created'],
    secret: true,
    async handle(work, { body }) {
      const { row, secret, hint } = await createApiKey(work, {
        name: body.name,
        scopes: body.scopes as Scope[],
        expiresAt: body.expires_at,
        mintedBy: { key: askingKey(work) },
      })
      return { ...apiKeyView(row, work.dryRun ? [] : [hint]), secret: work.dryRun ? null : secret }
    },
  }),
  writeOperation({
    ...shared,
    id: 'updateApiKey',
    method: 'patch',
    path: '/v1/api_keys/{id}',
    summary: 'Rename an API key',
    description: 'A JSON merge patch of what the key is called. Its scopes and its expiry never change.',
    body: apiKeyUpdate,
    example: { name: 'Website, new' },
    answers: apiKey,
    ifMatch: 'optional',
    emits: ['api_key.updated'],
    async handle(work, { params, body }) {
      const { row, hints } = await updateApiKey(work, toRow(params.id), body)
      return apiKeyView(row, hints)
    },
  }),
  writeOperation({
    ...shared,
    id: 'rotateApiKey',
    path: '/v1/api_keys/{id}/rotate',
    summary: 'Rotate an API key',
    description:
      'Gives the key another secret, shown this once; the id stays. The secrets before it stay valid for `old_expires_in` seconds of the machine’s time. A key with a scope that the asking credential lacks is refused. A secret that another key asked for ends when that key is revoked.',
    body: apiKeyRotate,
    example: { old_expires_in: 86_400 },
    answers: apiKeyWithSecret,
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['api_key.rotated'],
    secret: true,
    async handle(work, { params, body }) {
      const { row, secret, hints } = await rotateApiKey(work, toRow(params.id), {
        oldExpiresIn: body.old_expires_in,
        askedBy: askingKey(work),
      })
      return { ...apiKeyView(row, work.dryRun ? hints.slice(0, -1) : hints), secret: work.dryRun ? null : secret }
    },
  }),
  writeOperation({
    ...shared,
    id: 'revokeApiKey',
    path: '/v1/api_keys/{id}/revoke',
    summary: 'Revoke an API key',
    description:
      'Ends the key within 5 seconds on every process, and with it every key that descends from it and every session that those minted. `descendants` names what ended with it; try it with `dry_run=true` to see it before. Revoking again changes nothing.',
    answers: apiKeyDetail,
    ifMatch: 'optional',
    emits: ['api_key.revoked'],
    async handle(work, { params }) {
      const { row, descendants } = await revokeApiKey(work, toRow(params.id))
      return { ...apiKeyView(row, []), descendants: descendants.map((id) => toWire('api_key', id)) }
    },
  }),
]

import { z } from 'zod'
import { keyScopes } from '../catalog/index.ts'
import { ids, instant, name, nullable, page, pageQuery } from '../common/index.ts'
import { exampleId, exampleStamps } from '../example-records.ts'

const scope = z.enum(keyScopes as [string, ...string[]]).describe('One scope; the dictionary lists them.')

export const apiKey = z
  .object({
    id: ids.api_key,
    name,
    scopes: z.array(scope),
    hints: z.array(z.string()).describe('How the secrets in force begin and end: `ao_live_…x7Qd`.'),
    minted_by_key_id: nullable(ids.api_key).describe('The key that minted it; revoking that one ends this one.'),
    expires_at: nullable(instant),
    revoked_at: nullable(instant),
    last_used_at: nullable(instant).describe('To the minute.'),
    version: z.number().int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({
    id: 'ApiKey',
    description: 'A tenant’s API key. Its secret is shown once, when it is minted or rotated.',
    example: {
      id: exampleId('api_key'),
      name: 'Website',
      scopes: ['companies:read', 'deals:read'],
      hints: ['ao_test_…x7Qd'],
      minted_by_key_id: null,
      expires_at: null,
      revoked_at: null,
      last_used_at: '2026-12-04T09:12:00.000Z',
      ...exampleStamps(),
    },
  })

export const apiKeyPage = page('ApiKeyPage', apiKey)

export const apiKeyDetail = apiKey
  .extend({
    descendants: z
      .array(ids.api_key)
      .describe('Every key in force that it minted, and that those minted, and so on: what revoking it ends with it.'),
  })
  .meta({ id: 'ApiKeyDetail', description: 'A key, and the keys that end when it is revoked.' })

export const apiKeyListQuery = {
  ...pageQuery,
  revoked: z.boolean().optional().describe('`true`: only revoked keys; `false`: only the others. Both unless told.'),
  minted_by_key_id: ids.api_key.optional().describe('Only keys that this key minted.'),
  sort: z.enum(['created_at', '-created_at']).optional().describe('By `-created_at` unless told.'),
}

export const apiKeyWithSecret = apiKey
  .extend({ secret: nullable(z.string()).describe('The whole key, this once; null in a dry run.') })
  .meta({ id: 'ApiKeyWithSecret', description: 'A key with its secret, which is shown this once.' })

export const apiKeyCreate = z
  .strictObject({
    name,
    scopes: z.array(scope).min(1).max(100).describe('At most what the minting key has.'),
    expires_at: instant
      .optional()
      .describe(
        'In the machine’s time, also in a sandbox. At most when the minting key expires, which it is unless told.',
      ),
  })
  .meta({
    id: 'ApiKeyCreate',
    description: 'A new key.',
    example: { name: 'Website', scopes: ['deals:read', 'companies:read'] },
  })

export const apiKeyUpdate = z.strictObject({ name: name.optional() }).meta({
  id: 'ApiKeyUpdate',
  description: 'What of a key can be changed: how it is called.',
  example: { name: 'Website, new' },
  'x-changed-by': {
    scopes: 'create, which mints another key',
    expires_at: 'create, which mints another key',
    minted_by_key_id: 'create',
    revoked_at: 'revoke',
    revoked: 'revoke',
    secret: 'rotate',
    key_hash: 'rotate',
    hints: 'rotate',
    last_used_at: 'its use',
  },
})

export const apiKeyRotate = z
  .strictObject({
    old_expires_in: z
      .number()
      .int()
      .min(0)
      .max(604_800)
      .describe('Seconds until the old secret dies; 0 is now. Until then both are valid.'),
  })
  .meta({ id: 'ApiKeyRotate', description: 'How long the old secret stays valid.', example: { old_expires_in: 86400 } })

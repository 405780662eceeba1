/** The tenant of the demo and a key for it: found again at each start, made at the first. */
import { keyScopes } from '@agencyops/schema'
import { formatInstant } from '../primitives/instant.ts'
import { systemClock } from '../primitives/machine-clock.ts'
import { createDemoClient, Refused, type Send } from '../seed/demo-client.ts'
import { PAST_DAYS } from '../seed/demo-clock.ts'
import { type Credentials, readCredentials, writeCredentials } from './credentials.ts'

export const DEMO_TENANT = 'Quillhaven Studio'

export interface DemoTenant extends Credentials {
  name: string
  kind: 'live' | 'sandbox'
}

interface Wanted {
  send: Send
  platformKey: string
  folder: string
  apiUrl: string
}

/** Keeps the key of the credentials file as long as it works; else mints one and writes the file anew. */
export async function ensureDemoTenant({ send, platformKey, folder, apiUrl }: Wanted): Promise<DemoTenant> {
  const known = await readCredentials(folder)
  const standing = known && (await readTenant(send, known.api_key))
  if (known && standing) {
    const credentials = { api_key: known.api_key, tenant_id: standing.id, api_url: apiUrl }
    if (known.api_url !== apiUrl) await writeCredentials(folder, credentials)
    return { ...credentials, name: standing.name, kind: standing.kind }
  }
  const platform = createDemoClient(send, platformKey)
  const tenants = await platform.all('/v1/platform/tenants')
  const tenant =
    tenants.find(({ name, kind }) => name === DEMO_TENANT && kind === 'sandbox') ?? (await makeTenant(platform))
  const key = await platform.post(`/v1/platform/tenants/${tenant.id}/api_keys`, { name: 'dev', scopes: keyScopes })
  const credentials = { api_key: key.secret, tenant_id: tenant.id, api_url: apiUrl }
  await writeCredentials(folder, credentials)
  return { ...credentials, name: tenant.name, kind: tenant.kind }
}

function makeTenant(platform: ReturnType<typeof createDemoClient>) {
  return platform.post('/v1/platform/tenants', {
    name: DEMO_TENANT,
    kind: 'sandbox',
    time_zone: 'Europe/Amsterdam',
    // Its first deals are old; filling it walks the clock up to now.
    clock_at: formatInstant(systemClock.now() - PAST_DAYS * 86_400_000),
    owner: { name: 'Mara Quill', email: 'mara@quillhaven.example' },
    legal_entity: { name: 'Quillhaven Studio B.V.', base_currency: 'EUR' },
  })
}

async function readTenant(send: Send, key: string) {
  try {
    return await createDemoClient(send, key).get('/v1/tenant')
  } catch (error) {
    if (error instanceof Refused && (error.status === 401 || error.status === 403)) return undefined
    throw error
  }
}

/** Fills a sandbox with the demo, without a server: by its key, or the demo tenant of the data folder. */
import { join } from 'node:path'
import { createApp } from '../app.ts'
import { type Config, ConfigError } from '../config/config.ts'
import { type Answer, createDemoClient, type Send } from '../seed/demo-client.ts'
import { seedDemo } from '../seed/seed-demo.ts'
import { appOptions } from '../server/app-options.ts'
import { lockFolder } from '../server/folder-lock.ts'
import { openServed } from '../server/open-served.ts'
import { folderSecret } from '../server/private-file.ts'
import { readCredentials } from './credentials.ts'
import { ensureDemoTenant } from './demo-tenant.ts'
import { openDevDatabase } from './dev-database.ts'

export interface SeededSandbox {
  tenant: { id: string; name: string }
  /** False where the demo was there already. */
  changed: boolean
}

/** Throws `Refused` where the sandbox cannot be filled, `ConfigError` where the key is no sandbox's. */
export async function seedSandbox(config: Config, key: string | undefined): Promise<SeededSandbox> {
  if (key === undefined) return seedDemoTenant(config)
  const { database, close } = await openServed(config)
  try {
    const app = createApp({ database, ...(await optionsOf(config)) })
    const send: Send = (path, init) => app.request(path, init)
    const client = createDemoClient(send, key)
    const tenant: Answer = await client.get('/v1/tenant')
    if (tenant.kind !== 'sandbox')
      throw new ConfigError(`${tenant.name} is live: only a sandbox can be filled with the demo.`)
    return { tenant, ...(await seedDemo(client, send)) }
  } finally {
    await close()
  }
}

async function seedDemoTenant(config: Config): Promise<SeededSandbox> {
  const { database, platformKey, close } = await openDevDatabase(config, await lockFolder(config.dataDir))
  try {
    const app = createApp({ database, ...(await optionsOf(config)) })
    const send: Send = (path, init) => app.request(path, init)
    const folder = config.dataDir
    const apiUrl = (await readCredentials(folder))?.api_url ?? `${addressOf(config)}/v1`
    const { tenant_id: id, name, api_key } = await ensureDemoTenant({ send, platformKey, folder, apiUrl })
    return { tenant: { id, name }, ...(await seedDemo(createDemoClient(send, api_key), send, { past: true })) }
  } finally {
    await close()
  }
}

const addressOf = (config: Config) => config.publicUrl ?? `http://${config.host}:${config.port}`

async function optionsOf(config: Config) {
  const secrets = config.secrets.length > 0 ? config.secrets : [await folderSecret(join(config.dataDir, 'secret'))]
  return appOptions(config, { secrets, publicUrl: addressOf(config) })
}

/** Everything of `dev` behind the open port. */
import { join } from 'node:path'
import type { Logger } from 'pino'
import { createApp } from '../app.ts'
import type { Config } from '../config/config.ts'
import { createDemoClient, type Send } from '../seed/demo-client.ts'
import { seedDemo } from '../seed/seed-demo.ts'
import { appOptions } from '../server/app-options.ts'
import type { OpenFolder } from '../server/data-folder.ts'
import type { FolderLock } from '../server/folder-lock.ts'
import type { Listening } from '../server/listen.ts'
import { createLogger } from '../server/logger.ts'
import { folderSecret } from '../server/private-file.ts'
import { addDemo } from './demo/routes.ts'
import { type DemoTenant, ensureDemoTenant } from './demo-tenant.ts'
import { openDevDatabase } from './dev-database.ts'

export interface RunningDev {
  tenant: DemoTenant
  place: string
  logger: Logger | undefined
  close(): Promise<void>
}

/** `held` is the embedded database, open already; with a server's database, the lock on the data folder. */
export async function startDev(
  config: Config,
  listening: Listening,
  held: OpenFolder | FolderLock,
): Promise<RunningDev> {
  const folder = config.dataDir
  const [logger, { database, platformKey, place, close }, secret] = await Promise.all([
    createLogger(config.logLevel ?? 'warn'),
    openDevDatabase(config, held),
    folderSecret(join(folder, 'secret')),
  ])
  const secrets = config.secrets.length > 0 ? config.secrets : [secret]
  const publicUrl = config.publicUrl ?? listening.url
  const signal = listening.closing
  const options = { database, ...appOptions(config, { secrets, publicUrl, logger }) }
  const app = createApp({ ...options, signal })
  const send: Send = (path, init) => app.request(path, init)
  const opening = ensureDemoTenant({ send, platformKey, folder, apiUrl: `${listening.url}/v1` }).then((tenant) => ({
    tenant,
    client: createDemoClient(send, tenant.api_key),
  }))
  addDemo(app, opening)
  const { tenant, client } = await opening
  await seedDemo(client, send, { past: true })
  listening.serve(app.fetch)
  // Nobody who waits for the server waits for them.
  const working = import('../workers.ts').then(({ runWorkers }) => runWorkers(options))
  working.catch((err) => logger?.error({ err }, 'jobs and due work do not run'))
  return {
    tenant,
    place,
    logger,
    async close() {
      const stopped = working.then((workers) => workers.stop()).catch(() => undefined)
      await Promise.all([listening.close(), stopped])
      await close()
    },
  }
}

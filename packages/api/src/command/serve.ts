import { join } from 'node:path'
import { type Config, readConfig } from '../config/config.ts'
import { endInOrder } from '../server/end-in-order.ts'
import { listen } from '../server/listen.ts'
import { createLogger } from '../server/logger.ts'
import { readPrivate } from '../server/private-file.ts'
import { wrongUsage } from './failure.ts'
import type { Output } from './output.ts'

/** Serves on DATABASE_URL, or on the embedded database of a data folder. Returns when it is ready. */
export async function serve(output: Output): Promise<void> {
  const config = readConfig(process.env)
  if (!config.databaseUrl && config.databaseOwnerUrl) {
    throw wrongUsage(
      'serve works as a login that owns nothing: set DATABASE_URL; agencyops migrate prints it when it makes it.',
    )
  }
  const secrets = await secretsOf(config)
  const listening = await listen(config)
  let stop = () => listening.close()
  try {
    // What takes time is loaded and opened while the port is open already.
    const [{ createApp }, { appOptions }, { openServed }, { createTelemetry }, logger] = await Promise.all([
      import('../app.ts'),
      import('../server/app-options.ts'),
      import('../server/open-served.ts'),
      import('../server/telemetry.ts'),
      createLogger(config.logLevel ?? 'info'),
    ])
    const telemetry = await createTelemetry(config, logger)
    const opened = await openServed(config, telemetry.watch)
    stop = async () => {
      await listening.close()
      await opened.close()
      await telemetry.close()
    }
    const publicUrl = config.publicUrl ?? listening.url
    const app = createApp({
      database: opened.database,
      signal: listening.closing,
      ...appOptions(config, { secrets, publicUrl, logger, observers: telemetry.observers }),
    })
    const metricsUrl = await telemetry.serve(app, opened.database)
    listening.serve(app.fetch)
    endInOrder(stop, logger)
    logger?.info({ url: listening.url, ms: Math.round(process.uptime() * 1000) }, 'ready')
    if (output.json) output.result({ url: listening.url, ...(metricsUrl && { metrics_url: metricsUrl }) }, [])
  } catch (error) {
    await stop()
    throw error
  }
}

async function secretsOf(config: Config): Promise<readonly string[]> {
  if (config.secrets.length > 0) return config.secrets
  const known = config.databaseUrl ? undefined : await readPrivate(join(config.dataDir, 'secret'))
  if (known) return [known]
  throw wrongUsage(
    'Set AGENCYOPS_SECRET to a random text of 32 characters or more: it signs sessions and seals secrets.',
  )
}

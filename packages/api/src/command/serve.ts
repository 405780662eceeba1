import { join } from 'node:path'
import { type Config, readConfig } from '../config/config.ts'
import { endInOrder } from '../server/end-in-order.ts'
import { listen } from '../server/listen.ts'
import { createLogger } from '../server/logger.ts'
import { readPrivate } from '../server/private-file.ts'
import { wrongUsage } from './failure.ts'
import type { Output } from './output.ts'

/**
 * Serves on DATABASE_URL, or on the embedded database of a data folder: the API and the workers, unless told only one.
 * Returns when it is ready.
 */
export async function serve({ only }: { only?: 'api' | 'workers' }, output: Output): Promise<void> {
  const config = readConfig(process.env)
  if (!config.databaseUrl && config.databaseOwnerUrl) {
    throw wrongUsage(
      'serve works as a login that owns nothing: set DATABASE_URL; agencyops migrate prints it when it makes it.',
    )
  }
  const secrets = await secretsOf(config)
  const listening = only === 'workers' ? undefined : await listen(config)
  let stop = async () => listening?.close()
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
      await listening?.close()
      await opened.close()
    }
    const publicUrl = config.publicUrl ?? listening?.url ?? `http://${config.host}:${config.port}`
    const options = {
      database: opened.database,
      ...appOptions(config, { secrets, publicUrl, logger, observers: telemetry.observers }),
    }
    const app = listening && createApp({ ...options, signal: listening.closing })
    const metricsUrl = await telemetry.serve(app, opened.database)
    if (app) listening.serve(app.fetch)
    const workers = only === 'api' ? undefined : await (await import('../workers.ts')).runWorkers(options)
    stop = async () => {
      await Promise.all([listening?.close(), workers?.stop()])
      await opened.close()
      await telemetry.close()
    }
    endInOrder({ drainMs: config.drainMs, drain: listening?.drain, close: stop }, logger)
    logger?.info({ url: listening?.url, ms: Math.round(process.uptime() * 1000) }, 'ready')
    if (output.json) output.result({ url: listening?.url ?? null, ...(metricsUrl && { metrics_url: metricsUrl }) }, [])
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

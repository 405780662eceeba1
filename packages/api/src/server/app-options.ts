/** The app's options that settings decide. */
import type { AppOptions } from '../app.ts'
import type { Config } from '../config/config.ts'
import { diskStorage } from '../storage/disk.ts'

interface Given {
  secrets: readonly string[]
  publicUrl: string
  logger?: AppOptions['logger'] | undefined
  observers?: AppOptions['observers']
}

export function appOptions(config: Config, { logger, ...given }: Given): Omit<AppOptions, 'database'> {
  return {
    ...given,
    ...(logger && { logger }),
    storage: diskStorage(config.dataDir),
    limits: {
      bodyBytes: config.bodyLimit,
      fileBytes: config.fileLimit,
      rateCapacity: config.rateLimit,
      trustedProxies: config.trustedProxies,
    },
  }
}

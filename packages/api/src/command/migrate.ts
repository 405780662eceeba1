import { readConfig } from '../config/config.ts'
import { wrongUsage } from './failure.ts'
import type { Output } from './output.ts'

/** Brings the configured database up to date; says the application's URL where it made its role. */
export async function migrateDatabase(output: Output): Promise<void> {
  const config = readConfig(process.env)
  if (config.databaseUrl && !config.databaseOwnerUrl) {
    throw wrongUsage('Set DATABASE_OWNER_URL: the login of DATABASE_URL owns nothing, so it cannot migrate.')
  }
  const { applied, appUrl } = config.databaseOwnerUrl
    ? await (await import('../db/migrate.ts')).migrate({ ownerUrl: config.databaseOwnerUrl })
    : await migrateEmbedded(config.dataDir)
  output.result({ applied, ...(appUrl && { app_url: appUrl }) }, [
    applied.length === 0
      ? 'The database is up to date.'
      : `${applied.length} ${applied.length === 1 ? 'migration' : 'migrations'} applied.`,
    ...(appUrl ? ['The application’s login was made. Its password is shown this once:', `DATABASE_URL=${appUrl}`] : []),
  ])
}

async function migrateEmbedded(folder: string) {
  const [{ openFolder }, { migrate }] = await Promise.all([
    import('../server/data-folder.ts'),
    import('../db/migrate.ts'),
  ])
  const { pglite, close } = await openFolder(folder)
  try {
    return await migrate({ pglite })
  } finally {
    await close()
  }
}

/** A server of your own, with AgencyOps under /psa. */
import { createApp, createPlatform, diskStorage, migrate, openEmbeddedDatabase } from '@agencyops/api'
import { PGlite } from '@electric-sql/pglite'
import { Hono } from 'hono'

export interface Settings {
  /** Where clients reach this server: `https://app.example`. */
  publicUrl: string
  /** Where uploaded files lie. */
  folder: string
  /** A random text of 32 characters or more; it signs and seals, so keep it. */
  secret: string
}

/**
 * The server, and the key with which your product makes tenants: one for each of your customers. The database is
 * embedded and in memory here; on PostgreSQL it is `openServerDatabase({ url })`, migrated with the owner's URL.
 */
export async function createServer({ publicUrl, folder, secret }: Settings) {
  const pglite = new PGlite()
  await migrate({ pglite })
  const { keySecret: platformKey } = await createPlatform({ pglite }, 'Your product', Date.now())
  const database = await openEmbeddedDatabase(pglite)
  const psa = createApp({
    database,
    storage: diskStorage(folder),
    secrets: [secret],
    publicUrl: `${publicUrl}/psa`,
  })
  const server = new Hono().get('/', (context) => context.text('Your product')).route('/psa', psa)
  return { server, platformKey, close: () => database.close() }
}

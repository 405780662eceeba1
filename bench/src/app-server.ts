/** AgencyOps as it is served, with everything on: authentication, limits, validation, tags, a log line, row security. */
import { createWriteStream } from 'node:fs'
import { createApp, diskStorage, openServerDatabase } from '@agencyops/api'
import { serve } from '@hono/node-server'
import { pino } from 'pino'
import { report } from './process.ts'

const { url, poolSize } = JSON.parse(process.argv[2] as string) as { url: string; poolSize: number }
const app = createApp({
  database: openServerDatabase({ url, poolSize }),
  storage: diskStorage('/dev/null'),
  secrets: ['a secret of the bench that is long enough'],
  publicUrl: 'http://127.0.0.1',
  logger: pino(pino.destination({ dest: '/dev/null', minLength: 8192, sync: false })),
  limits: { rateCapacity: 100_000_000 },
})
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => report(port))
server.on('error', (error) => createWriteStream('/dev/stderr').write(String(error)))

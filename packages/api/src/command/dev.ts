import { readConfig } from '../config/config.ts'
import { packageVersion } from '../config/package-files.ts'
import { compileDatabase } from '../server/compile-database.ts'
import { endInOrder } from '../server/end-in-order.ts'
import { lockFolder } from '../server/folder-lock.ts'
import { type Listening, listen } from '../server/listen.ts'
import { listed, type Output, strong } from './output.ts'

/** Serves with a migrated database and the demo. Returns when it is ready; a signal ends the process in order. */
export async function dev(output: Output): Promise<void> {
  const config = readConfig(process.env)
  const embedded = !config.databaseUrl && !config.databaseOwnerUrl
  const compiling = embedded ? compileDatabase() : undefined
  const lock = await lockFolder(config.dataDir)
  const listening = await listen(config).catch(async (error) => {
    await lock.release()
    throw error
  })
  // What takes time begins when the port is open: the database opens while the rest is loaded.
  const opening = embedded
    ? import('../server/data-folder.ts').then((one) => one.openFolder(config.dataDir, lock, compiling))
    : null
  const [{ startDev }, folder] = await Promise.all([import('../dev/start-dev.ts'), opening])
  const { tenant, place, logger, close } = await startDev(config, listening, folder ?? lock)
  endInOrder({ close }, logger)
  const { url } = listening
  const value = { url, ...tenant, docs_url: `${url}/docs`, demo_url: `${url}/demo`, data_dir: config.dataDir }
  output.result(value, greeting(listening, place, tenant))
}

function greeting(
  { url }: Listening,
  place: string,
  tenant: { name: string; kind: string; api_key: string; api_url: string },
): string[] {
  return [
    `  ${strong(`AgencyOps ${packageVersion()}`)}, ready in ${process.uptime().toFixed(1)} s`,
    '',
    ...listed([
      ['API', tenant.api_url],
      ['Reference', `${url}/docs`],
      ['Demo', `${url}/demo`],
      ['Data', place],
      ['Tenant', `${tenant.name} (${tenant.kind})`],
    ]),
    '',
    `  export API=${tenant.api_url} AUTH="Authorization: Bearer ${tenant.api_key}"`,
    '',
    '  Ctrl-C stops it; nothing is lost.',
  ]
}

import { readConfig } from '../config/config.ts'
import { Failure } from './failure.ts'
import type { Output } from './output.ts'

/** Fills a sandbox with the demo: that of `key`, else the demo tenant of the data folder. A second time changes nothing. */
export async function seed({ key }: { key?: string }, output: Output): Promise<void> {
  const { seedSandbox } = await import('../dev/seed-sandbox.ts')
  const { tenant, changed } = await seedSandbox(readConfig(process.env), key).catch((error: Error) => {
    throw error.name === 'Refused' ? new Failure(`The sandbox cannot be filled: ${error.message}`) : error
  })
  output.result({ tenant_id: tenant.id, name: tenant.name, changed }, [
    changed ? `The demo is in ${tenant.name}.` : `The demo is there already, in ${tenant.name}.`,
  ])
}

import { readConfig } from '../config/config.ts'
import { examine, listRules, UnknownTenant } from '../doctor/examine.ts'
import type { Finding } from '../doctor/finding.ts'
import { openServed } from '../server/open-served.ts'
import { diskStorage } from '../storage/disk.ts'
import { Failure, wrongUsage } from './failure.ts'
import { type Output, strong } from './output.ts'

interface Options {
  tenant?: string
  limit: string
}

/**
 * Proves what the design promises over the configured database. With `--json` a line for each finding and a last one
 * with the counts. Exits 1 where something was found.
 */
export async function doctor({ tenant, limit }: Options, output: Output): Promise<void> {
  if (tenant !== undefined && !/^tenant_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(tenant))
    throw wrongUsage(`--tenant takes an id tenant_…, not "${tenant}".`)
  if (!/^\d{1,6}$/.test(limit)) throw wrongUsage(`--limit is a number of findings, not "${limit}".`)
  const config = readConfig(process.env)
  const { database, close } = await openServed(config)
  const examination = {
    database,
    storage: diskStorage(config.dataDir),
    limit: Number(limit),
    ...(tenant !== undefined && { tenant }),
    tell: (finding: Finding) => output.result(finding, paragraph(finding)),
  }
  try {
    const { tenants, counts } = await examine(examination)
    const findings = Object.values(counts).reduce((sum, count) => sum + count, 0)
    output.result({ tenants, findings, counts }, conclusion(tenants, findings, counts))
    if (findings > 0) process.exitCode = 1
  } catch (error) {
    throw error instanceof UnknownTenant ? new Failure(error.message) : error
  } finally {
    await close()
  }
}

/** Says what holds, rule by rule. */
export function explainRules(output: Output): void {
  const rules = listRules()
  output.result(
    { data: rules },
    rules.map(({ rule, meaning }) => `${rule.padEnd(28)}  ${meaning}`),
  )
}

function paragraph({ tenant, rule, record, detail, mend }: Finding): string[] {
  return [`${strong(rule)}  ${record}${tenant === null ? '' : `  of ${tenant}`}`, `  ${detail}`, `  ${mend}`, '']
}

const counted = (n: number, one: string) => `${n} ${n === 1 ? one : `${one}s`}`

function conclusion(tenants: number, findings: number, counts: Record<string, number>): string[] {
  if (findings === 0) return [`All is well with ${counted(tenants, 'tenant')}.`]
  return [
    `${counted(findings, 'finding')} in ${counted(tenants, 'tenant')}:`,
    ...Object.entries(counts).map(([rule, count]) => `  ${rule.padEnd(28)}  ${count}`),
  ]
}

/** Every package that a production install brings is under a licence that an Apache-2.0 product may ship. */
import { execFileSync } from 'node:child_process'

const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'MPL-2.0',
  'CC0-1.0',
  'BlueOak-1.0.0',
])

type Entry = { name: string; versions: string[] }

const output = execFileSync('pnpm', ['licenses', 'list', '--recursive', '--prod', '--json'], {
  encoding: 'utf8',
  maxBuffer: 1 << 26,
})
const byLicence = JSON.parse(output) as Record<string, Entry[]>
if (!byLicence.MIT?.some(({ name }) => name === 'zod'))
  throw new Error('The list of licences lacks what the packages depend on.')
const refused = Object.entries(byLicence).filter(([licence]) => !isAllowed(licence))
if (refused.length > 0) {
  for (const [licence, entries] of refused) console.error(`${licence}: ${entries.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}

/** An SPDX expression of `OR` needs one side that is allowed, one of `AND` all. */
function isAllowed(expression: string): boolean {
  const text = expression.replaceAll(/[()]/g, '')
  return text.split(' OR ').some((side) => side.split(' AND ').every((licence) => ALLOWED.has(licence.trim())))
}

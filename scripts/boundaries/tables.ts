/** SQL of an area names its own tables and those of areas below, and writes only its own. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { API, isBelow, placeOf } from './areas.ts'
import type { Source } from './source.ts'
import type { Violation } from './violation.ts'

const WRITES = new Set(
  'insertInto updateTable deleteFrom mergeInto insertRow insertRows updateRow deleteRow'.split(' '),
)
const READS = new Set('selectFrom innerJoin leftJoin rightJoin fullJoin crossJoin from using'.split(' '))
const RAW_WRITE = /\b(?:insert\s+into|update|delete\s+from|merge\s+into)\s+"?([a-z_]+)"?/gi
const RAW_READ = /\b(?:from|join)\s+"?([a-z_]+)"?/gi

/** Layers in which no SQL stands. An action may send a whole row, but builds no query. */
const WITHOUT_SQL = new Set(['routes', 'views', 'rules'])

export function checkTables(root: string, sources: readonly Source[]): Violation[] {
  const owners = readOwners(root, sources)
  const found: Violation[] = []
  for (const source of sources) {
    const place = placeOf(source.file)
    if (place?.kind !== 'area' || source.isTest) continue
    const report = (line: number, message: string) => found.push({ file: source.file, line, message })
    const named = (table: string, writes: boolean, line: number) => {
      const owner = owners.get(table.split(/[\s.]/)[0] ?? '')
      if (owner === undefined || owner === place.area) return
      if (writes) report(line, `writes ${table}, which belongs to ${owner}`)
      else if (!isBelow(place.area, owner)) report(line, `reads ${table} of ${owner}, which does not stand below`)
    }
    for (const { name, first, line } of source.calls) {
      const sqlCall = WRITES.has(name) || name === 'selectFrom'
      if (WITHOUT_SQL.has(place.layer) && sqlCall) report(line, `${place.layer} hold no SQL (${name})`)
      if (first === undefined) continue
      if (WRITES.has(name)) named(first, true, line)
      else if (READS.has(name)) named(first, false, line)
    }
    for (const { text, line } of source.texts) {
      for (const [, table = ''] of text.matchAll(RAW_WRITE)) named(table, true, line)
      if (!/\b(?:select|exists|using)\b/i.test(text)) continue
      for (const [, table = ''] of text.matchAll(RAW_READ)) named(table, false, line)
    }
  }
  return found
}

/** The owner of each table, as the `interface <Area>Tables` of its area's tables.ts lists them. */
function readOwners(root: string, sources: readonly Source[]): Map<string, string> {
  const owners = new Map<string, string>()
  for (const { file } of sources) {
    const place = file.startsWith(API) ? placeOf(file) : undefined
    if (place?.kind !== 'area' || place.rest !== 'tables.ts') continue
    const body = /interface \w+Tables\s*\{([^}]*)\}/.exec(readFileSync(path.join(root, file), 'utf8'))?.[1] ?? ''
    for (const [, table = ''] of body.matchAll(/^\s*'?([a-z_]+)'?\s*:/gm)) owners.set(table, place.area)
  }
  return owners
}

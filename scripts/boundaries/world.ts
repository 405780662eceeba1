/** Business time comes from the tenant's clock, passed in; requests to others leave by the one guarded client. */
import { API } from './areas.ts'
import type { Source } from './source.ts'
import type { Violation } from './violation.ts'

/** What runs on the machine's time: processes, connections, tokens, limits, measurements. */
const MACHINE_TIME = ['primitives/machine-clock.ts', 'db/', 'http/', 'server/', 'outbound/', 'testing/'].map(
  (each) => API + each,
)
const SQL_CLOCK =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(?:current_date|current_timestamp|current_time|localtimestamp|localtime)\b/i
const REQUEST_MODULES = new Set(['node:http', 'node:https', 'node:http2', 'http', 'https', 'http2', 'undici'])

export function checkWorld(sources: readonly Source[]): Violation[] {
  return sources.filter(({ file, isTest }) => file.startsWith(API) && !isTest).flatMap(checkFile)
}

function checkFile(source: Source): Violation[] {
  const { file } = source
  const found: Violation[] = []
  if (!MACHINE_TIME.some((allowed) => file.startsWith(allowed))) {
    for (const { what, line } of source.clocks) {
      found.push({ file, line, message: `${what} reads the machine's clock: take the time as an argument` })
    }
  }
  if (file.startsWith(`${API}modules/`)) {
    for (const { text, line } of source.texts) {
      const match = isSql(text) ? SQL_CLOCK.exec(text) : null
      if (match) found.push({ file, line, message: `${match[0]} in SQL reads the machine's clock: pass the time in` })
    }
  }
  if (!file.startsWith(`${API}outbound/`)) {
    for (const { name, line } of source.calls) {
      if (name === 'fetch') found.push({ file, line, message: 'fetch is called in outbound/ only' })
    }
    for (const { from, typeOnly, line } of source.imports) {
      if (REQUEST_MODULES.has(from) && !typeOnly)
        found.push({ file, line, message: `${from} is used in outbound/ only` })
    }
  }
  return found
}

/** A sentence may say "now"; SQL has the call's parentheses, or the bare word beside other SQL. */
function isSql(text: string): boolean {
  return (
    /\(\s*\)/.test(text) ||
    /^\s*current_\w+\s*$/i.test(text) ||
    /\b(?:select|where|set|values|interval|::)\b|[<>=]/i.test(text)
  )
}

/** schema ← api → openapi → sdk ← elements ← examples: an arrow never runs back. */
import path from 'node:path'
import type { Source } from './source.ts'
import type { Violation } from './violation.ts'

/** What each package may import of the others; a test may also reach the server that it talks to. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  schema: [],
  api: ['schema'],
  sdk: [],
  elements: ['sdk'],
  examples: ['sdk', 'elements', 'api'],
  bench: ['schema', 'api', 'sdk', 'elements'],
}

/** Packages from outside that one of ours must not import, or, for schema and elements, the only ones that it may. */
const ONLY: Record<string, readonly string[]> = { schema: ['zod'], elements: ['lit', '@lit'] }
const NEVER: Record<string, readonly string[]> = { sdk: ['zod', 'hono', 'kysely', 'pg'] }

export function checkPackages(sources: readonly Source[]): Violation[] {
  const mounting = new Set<string>()
  const found: Violation[] = []
  for (const source of sources) {
    const name = packageOf(source.file)
    if (!name) continue
    for (const each of source.imports) {
      const report = (message: string) => found.push({ file: source.file, line: each.line, message })
      // What npm puts on the PATH runs the build; the bench measures and records what no package publishes.
      if (/(^|\/)dist(\/|$)/.test(each.from) && !source.file.includes('/bin/'))
        report(`imports built code, ${each.from}`)
      const target = targetOf(source.file, each.from)
      if (target === undefined) checkOutside(name, source, each.from, report)
      else if (target !== name) {
        if (!MAY_IMPORT[name]?.includes(target)) report(`${name} must not import ${target}`)
        if (each.from.startsWith('.') && name !== 'bench')
          report(`reaches into ${target} by a path; import the package`)
        if (name === 'examples' && target === 'api') mounting.add(source.file.split('/')[1] ?? '')
      }
    }
  }
  if (mounting.size > 1) {
    const message = `one example mounts the server, not ${mounting.size}: ${[...mounting].join(', ')}`
    found.push({ file: 'examples', line: 1, message })
  }
  return found
}

function checkOutside(name: string, source: Source, from: string, report: (message: string) => void): void {
  if (from.startsWith('.') || source.isTest || !isShipped(source.file)) return
  const outside = from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : (from.split('/')[0] ?? from)
  const only = ONLY[name]
  if (only && !only.some((allowed) => outside === allowed || outside.startsWith(`${allowed}/`))) {
    report(`${name} imports ${only[0]} only, not ${from}`)
  }
  if (NEVER[name]?.includes(outside)) report(`${name} must not import ${outside}`)
}

/** The scripts and configuration of a package are no part of what it publishes. */
function isShipped(file: string): boolean {
  return /^packages\/[^/]+\/src\//.test(file)
}

function packageOf(file: string): string | undefined {
  const [top, second] = file.split('/')
  return top === 'packages' ? second : top === 'examples' || top === 'bench' ? top : undefined
}

/** Which of our packages an import means; undefined for one from outside. */
function targetOf(file: string, from: string): string | undefined {
  if (from.startsWith('@agencyops/')) return from.split('/')[1]
  if (!from.startsWith('.')) return undefined
  return packageOf(path.posix.join(path.posix.dirname(file), from))
}

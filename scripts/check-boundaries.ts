/** Holds the direction of imports, the ownership of tables and the sources of time. Says each fault with its line. */
import path from 'node:path'
import { checkApi } from './boundaries/api.ts'
import { checkPackages } from './boundaries/packages.ts'
import { readSources } from './boundaries/source.ts'
import { checkTables } from './boundaries/tables.ts'
import type { Violation } from './boundaries/violation.ts'
import { checkWorld } from './boundaries/world.ts'

/** Every fault of the tree under `root`, in the order of files. */
export function checkBoundaries(root: string): Violation[] {
  const sources = readSources(root, ['packages', 'examples', 'bench'])
  const found = [...checkPackages(sources), ...checkApi(sources), ...checkTables(root, sources), ...checkWorld(sources)]
  return found.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
}

if (process.argv[1] === import.meta.filename) {
  const found = checkBoundaries(path.join(import.meta.dirname, '..'))
  for (const { file, line, message } of found) console.error(`${file}:${line} ${message}`)
  process.exitCode = found.length > 0 ? 1 : 0
}

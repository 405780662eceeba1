/** Whether the document would break a client of the last released one, which stands in openapi/released.json. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { apiDiff } from 'api-smart-diff'

/** What of `after` breaks a client written for `before`, a line for each. */
export function breakingChanges(before: unknown, after: unknown): string[] {
  return apiDiff(before, after)
    .filter((diff) => diff.type === 'breaking')
    .map((diff) => `${diff.action} ${diff.path.join(' › ')}`)
}

if (process.argv[1] === import.meta.filename) {
  const folder = path.join(import.meta.dirname, '../openapi')
  const released = path.join(folder, 'released.json')
  if (existsSync(released)) {
    const found = breakingChanges(read(released), read(path.join(folder, 'openapi.json')))
    if (found.length > 0) {
      console.error(`The document breaks clients of the released one:\n${found.join('\n')}`)
      process.exitCode = 1
    } else console.log('nothing breaks a client of the released document')
  } else console.log('no document is released yet, so none can be broken')
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

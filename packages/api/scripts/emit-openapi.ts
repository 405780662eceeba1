/** Writes openapi/openapi.json from the declarations; `--check` fails where it is stale. */
import { readFileSync, writeFileSync } from 'node:fs'
import { writeDocument } from '../src/http/document.ts'
import { modules } from '../src/modules/index.ts'

const file = new URL('../../../openapi/openapi.json', import.meta.url)
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
const operations = modules.flatMap((module) => module.operations)
const text = `${JSON.stringify(writeDocument(operations, version), null, 1)}\n`

if (process.argv.includes('--check')) {
  let current = ''
  try {
    current = readFileSync(file, 'utf8')
  } catch {
    // Absent is stale.
  }
  if (current !== text) {
    console.error('openapi/openapi.json is stale: run npm run generate and commit what it writes.')
    process.exitCode = 1
  }
} else {
  writeFileSync(file, text)
  console.log(`${operations.length} operations written to openapi/openapi.json`)
}

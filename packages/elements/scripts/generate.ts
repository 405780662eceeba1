/**
 * Writes, from the components' own declarations, the manifest, the page that documents them, wrappers for React, and types
 * for JSX and Vue. `--check` fails where one of them is stale.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { writePage } from './generate-page.ts'
import { writeJsx, writeReact, writeVue } from './generate-types.ts'
import { componentsOf, readManifest } from './manifest.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
const manifest = readManifest(root)
const components = componentsOf(manifest)

const marked = (text: string) => `// Generated from the components, do not edit.\n${text}`
const files: Record<string, string> = {
  'custom-elements.json': `${JSON.stringify(manifest, null, 2)}\n`,
  'docs/components.md': writePage(components),
  'src/generated/version.ts': marked(`export const version = '${version}'\n`),
  ...Object.fromEntries(
    Object.entries(writeReact(components)).map(([file, text]) => [`src/generated/${file}`, marked(text)]),
  ),
  'src/generated/jsx.ts': marked(writeJsx(components)),
  'src/generated/vue.ts': marked(writeVue(components)),
}

const check = process.argv.includes('--check')
for (const [name, text] of Object.entries(files)) {
  const file = path.join(root, name)
  if (read(file) === text) continue
  if (check) {
    console.error(`packages/elements/${name} is stale: run npm run generate`)
    process.exitCode = 1
  } else {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

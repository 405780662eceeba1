/** Writes src/generated from the OpenAPI document; `--check` writes nothing and fails where the files differ. */
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { generateFiles } from './generate-files.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    document: { type: 'string', default: join(root, '../../openapi/openapi.json') },
    out: { type: 'string', default: join(root, 'src/generated') },
  },
})

if (!existsSync(values.document)) {
  console.error(`There is no document at ${values.document}. The api writes it.`)
  process.exit(1)
}
const source = relative(join(root, '../..'), values.document)
const runtime = relative(join(values.out, 'areas'), join(root, 'src/runtime'))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const files = await generateFiles(JSON.parse(await readFile(values.document, 'utf8')), { source, runtime, version })

const present = existsSync(values.out) ? await readdir(values.out, { recursive: true }) : []
const left = present.filter((path) => path.endsWith('.ts') && !files.has(path))
const changed: string[] = []
for (const [path, text] of files) {
  const file = join(values.out, path)
  if (existsSync(file) && (await readFile(file, 'utf8')) === text) continue
  changed.push(path)
  if (values.check) continue
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

if (!values.check) {
  for (const path of left) await rm(join(values.out, path))
  console.log(`${files.size} files from ${source}, ${changed.length} changed, ${left.length} removed`)
} else if (changed.length + left.length) {
  console.error(`Stale against ${source}: ${[...changed, ...left].join(', ')}. Run the package's script generate.`)
  process.exitCode = 1
}

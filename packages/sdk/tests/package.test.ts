import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name: string) => join(root, 'node_modules/.bin', name)
let folder: string

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'agencyops-sdk-')))
  const modules = join(folder, 'node_modules')
  await mkdir(join(modules, '@agencyops/sdk'), { recursive: true })
  await run(bin('tsup'), ['--out-dir', join(modules, '@agencyops/sdk/dist')], { cwd: root })
  await cp(join(root, 'package.json'), join(modules, '@agencyops/sdk/package.json'))
  await symlink(join(root, 'node_modules/openapi-fetch'), join(modules, 'openapi-fetch'))
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const imports = `import { AgencyOps } from '@agencyops/sdk'\n`
const areaImports = `import { connect } from '@agencyops/sdk/connect'\nimport { deals } from '@agencyops/sdk/deals'\n`
const program = `${imports}${areaImports}
const client = new AgencyOps({ apiKey: 'a', fetch: async () => Response.json({ id: 'deal_1' }) })
client.deals.get('deal_1').then(({ id }) => console.log(id satisfies \`deal_\${string}\`))
const small = connect({ apiKey: 'a', fetch: async () => Response.json({ id: 'deal_2' }) }, { deals })
small.deals.get('deal_2').then(({ id }) => console.log(id))
// @ts-expect-error an invoice is no deal
const wrong: Parameters<typeof client.deals.get>[0] = 'invoice_1'
`

const samples = [
  { name: 'ESM node16', type: 'module', options: { module: 'node16', moduleResolution: 'node16' } },
  { name: 'CJS node16', type: 'commonjs', options: { module: 'node16', moduleResolution: 'node16' } },
  { name: 'bundler', type: 'module', options: { module: 'esnext', moduleResolution: 'bundler' } },
  {
    name: 'node10',
    type: 'commonjs',
    options: { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' },
  },
]

test.each(samples)('sdk-03: types and code agree for $name', { timeout: 120_000 }, async ({ name, type, options }) => {
  const project = join(folder, name.replace(' ', '-'))
  await mkdir(project)
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    strict: true,
    outDir: 'out',
    ...options,
  }
  await writeFile(join(project, 'package.json'), JSON.stringify({ type }))
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }))
  await writeFile(join(project, 'main.ts'), program)
  const compiled = await run(bin('tsc'), ['-p', project]).catch((error) => error)
  expect(compiled.stdout).toBe('')
  const { stdout } = await run(process.execPath, [join(project, 'out/main.js')])
  expect(stdout.trim().split('\n').sort()).toEqual(['deal_1', 'deal_2'])
})

const bundle = async (code: string) => {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

test('sdk-03: a browser bundle needs no built-in of Node, and holds only what it calls', async () => {
  const one = await bundle(`${areaImports}connect({ fetchSession }, { deals }).deals.get('deal_1')`)
  const all = await bundle(`${imports}new AgencyOps({ fetchSession }).deals.get('deal_1')`)
  expect(one).not.toMatch(/\bnode:|require\(/)
  expect(all).not.toMatch(/\bnode:|require\(/)
  expect(one.length).toBeLessThan(all.length)
  expect([one.includes('/v1/events'), all.includes('/v1/events')]).toEqual([false, true])
  const { sideEffects } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  expect(sideEffects).toBe(false)
})

/** The steps of `npm test`, in the order in which they run: what fails soonest comes first. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { browserEnvironment } from './browser.mjs'
import { CouldNotRun } from './could-not-run.mjs'
import { run } from './run.mjs'
import { vitest } from './test-vitest.mjs'
import { buildPackages, env, node, root } from './toolchain.mjs'

export const steps = [
  {
    name: 'lint',
    title: 'Format and lint',
    run: async () => {
      await tool('biome', ['ci', '--colors=off', '.'])
      await source('scripts/check-tracked-text.ts')
      await source('scripts/check-licences.ts')
    },
  },
  { name: 'boundaries', title: 'Boundaries', run: () => source('scripts/check-boundaries.ts') },
  { name: 'types', title: 'Types', run: checkTypes },
  { name: 'document', title: 'OpenAPI document', run: checkDocument },
  { name: 'unit', title: 'Unit tests', run: () => vitest('unit') },
  { name: 'server', title: 'HTTP tests on PostgreSQL', run: () => vitest('server') },
  { name: 'embedded', title: 'Tests on the embedded database', run: () => vitest('embedded') },
  { name: 'browser', title: 'Components in Chromium', run: testInBrowser },
  { name: 'examples', title: 'Examples', run: runExamples },
  { name: 'packages', title: 'Packages as published', run: checkPackages },
  {
    name: 'unused',
    title: 'Unused code and dependencies',
    run: () => tool('knip', ['--no-progress', '--no-config-hints']),
  },
]

async function checkTypes() {
  const projects = ['.', ...folders('packages'), ...folders('examples'), 'bench'].filter((folder) =>
    existsSync(path.join(root, folder, 'tsconfig.json')),
  )
  const failures = []
  const next = async () => {
    for (let folder = projects.shift(); folder !== undefined; folder = projects.shift()) {
      const info = path.join(root, 'node_modules/.agencyops', `types-${folder.replaceAll('/', '-')}.tsbuildinfo`)
      const args = ['-p', folder, '--noEmit', '--incremental', '--tsBuildInfoFile', info, '--pretty', 'false']
      await tool('tsc', args).catch((error) => failures.push(error))
    }
  }
  await Promise.all([next(), next()])
  if (failures.length > 0) throw together(failures)
}

async function checkDocument() {
  const document = 'openapi/openapi.json'
  if (!existsSync(path.join(root, document))) throw new CouldNotRun(`there is no ${document}`)
  await source('packages/api/scripts/emit-openapi.ts', '--check')
  await source('packages/sdk/scripts/generate.ts', '--check')
  await source('packages/elements/scripts/generate.ts', '--check')
  await tool('redocly', ['lint', document])
  return { note: (await source('scripts/check-breaking.ts')).trim() }
}

async function testInBrowser() {
  const browser = await browserEnvironment()
  const outcome = await vitest('browser', browser)
  return { ...outcome, note: `${outcome.note}, ${browser.AGENCYOPS_CHROMIUM}` }
}

async function runExamples() {
  const examples = folders('examples').filter((folder) => manifest(folder)?.scripts?.test)
  if (examples.length === 0) throw new CouldNotRun('no example has a test script')
  await buildPackages()
  const browser = await browserEnvironment()
  for (const folder of examples) await tool('pnpm', ['--silent', 'run', 'test'], path.join(root, folder), browser)
  return { note: examples.map((folder) => path.basename(folder)).join(', ') }
}

async function checkPackages() {
  await buildPackages()
  for (const folder of folders('packages')) {
    await tool('publint', ['run', folder, '--strict', '--pack', 'pnpm'])
    const profile = manifest(folder).exports['.'].require ? 'node16' : 'esm-only'
    await tool('attw', ['--pack', folder, '--profile', profile, '--no-color', '--no-emoji', '--format', 'ascii'])
  }
  const sizes = [
    await source('packages/sdk/scripts/check-sizes.ts'),
    await source('packages/elements/scripts/check-sizes.ts'),
  ]
  return { note: sizes.map((lines) => lines.trim().split('\n').at(-1)).join('; ') }
}

/** Runs a TypeScript program of the workspace from its source. */
async function source(file, ...args) {
  if (!existsSync(path.join(root, file))) throw new CouldNotRun(`there is no ${file}`)
  return run(node, ['--conditions=@agencyops/source', file, ...args], { cwd: root, env })
}

function tool(name, args, cwd = root, more = {}) {
  const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' }
  return run(name, args, { cwd, env: { ...env, ...quiet, ...more } })
}

function folders(parent) {
  const absolute = path.join(root, parent)
  if (!existsSync(absolute)) return []
  return readdirSync(absolute)
    .map((name) => `${parent}/${name}`)
    .filter((folder) => existsSync(path.join(root, folder, 'package.json')))
}

function manifest(folder) {
  const file = path.join(root, folder, 'package.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

function together(failures) {
  return Object.assign(new Error('several failed'), { output: failures.map(({ output }) => output).join('\n') })
}

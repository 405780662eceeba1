/** Bundles each component as a host would, with Lit and without the SDK, and fails over its budget. */
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { leanTemplates } from './lean-templates.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Bytes, gzipped. */
const budgets: Record<string, number> = {
  'pipeline-board': 26_000,
  invoice: 18_000,
  approval: 17_000,
}

for (const [component, budget] of Object.entries(budgets)) {
  const { outputFiles } = await build({
    entryPoints: [`${root}/src/define/${component}.ts`],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@agencyops/source'],
    external: ['@agencyops/sdk'],
    plugins: [leanTemplates],
    write: false,
    logLevel: 'error',
  })
  const text = outputFiles[0]?.text ?? ''
  const size = gzipSync(text, { level: 9 }).length
  console.log(`<agencyops-${component}>: ${size} of ${budget} bytes gzipped, ${text.length} minified`)
  if (size > budget) process.exitCode = 1
}
if (process.exitCode) console.error('A component is over its budget.')

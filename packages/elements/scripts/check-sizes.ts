/** Bundles each component as a host would, with Lit and without the SDK, and fails where what comes first is over its budget. */
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Metafile } from 'esbuild'
import { leanTemplates } from './lean-templates.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Bytes, gzipped. */
const budgets: Record<string, number> = {
  'pipeline-board': 26_000,
  invoice: 18_000,
  approval: 17_000,
}

for (const [component, budget] of Object.entries(budgets)) {
  const { outputFiles, metafile } = await build({
    entryPoints: [`${root}src/define/${component}.ts`],
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@agencyops/source'],
    external: ['@agencyops/sdk'],
    plugins: [leanTemplates],
    absWorkingDir: root,
    outdir: 'sizes',
    metafile: true,
    write: false,
    logLevel: 'error',
    // The licences of what is bundled are no part of what runs: bundlers of pages keep them in a file beside it.
    legalComments: 'none',
  })
  const all = Object.keys(metafile.outputs)
  const first = reachable(metafile, all.find((file) => metafile.outputs[file]?.entryPoint?.includes(component)) ?? '')
  const bytes = (files: readonly string[]) => {
    const texts = outputFiles.filter(({ path }) => files.some((file) => path.endsWith(file))).map(({ text }) => text)
    return gzipSync(texts.join('\n'), { level: 9 }).length
  }
  const later = all.filter((file) => !first.includes(file))
  const rest = later.length > 0 ? `, and ${bytes(later)} when they are needed` : ''
  console.log(`<agencyops-${component}>: ${bytes(first)} of ${budget} bytes gzipped${rest}`)
  if (bytes(first) > budget) process.exitCode = 1
}
if (process.exitCode) console.error('A component is over its budget.')

/** A file with all that it imports before it runs. */
function reachable(metafile: Metafile, file: string, found: string[] = []): string[] {
  if (found.includes(file)) return found
  found.push(file)
  for (const { kind, path, external } of metafile.outputs[file]?.imports ?? []) {
    if (kind === 'import-statement' && !external) reachable(metafile, path, found)
  }
  return found
}

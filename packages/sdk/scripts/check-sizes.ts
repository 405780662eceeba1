/** Bundles for the browser, compresses, and fails over the budget, on a built-in of Node, or where nothing is shaken off. */
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

interface Bundle {
  title: string
  code: string
  /** Bytes, gzipped. */
  budget: number
}

const bundles: Bundle[] = [
  {
    title: 'connect with one area',
    code: `import { connect } from './src/connect.ts'
      import { deals } from './src/generated/areas/deals.ts'
      globalThis.client = connect({ fetchSession }, { deals })`,
    budget: 6_000,
  },
  {
    title: 'everything',
    code: `import * as sdk from './src/index.ts'
      globalThis.sdk = sdk`,
    budget: 12_000,
  },
]

const sizes: number[] = []
for (const { title, code, budget } of bundles) {
  // platform browser: a built-in of Node fails the build, as nothing resolves it.
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  })
  const text = outputFiles[0]?.text ?? ''
  const size = gzipSync(text, { level: 9 }).length
  sizes.push(size)
  console.log(`${title}: ${size} of ${budget} bytes gzipped, ${text.length} minified`)
  if (size > budget) process.exitCode = 1
}
if ((sizes[0] ?? 0) >= (sizes[1] ?? 0)) {
  console.error('One area is no smaller than everything: nothing was shaken off.')
  process.exitCode = 1
}
if (process.exitCode) console.error('The SDK is over its budget.')

import { copyFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { defineConfig } from 'tsup'
import { bundledLicences } from './scripts/bundled-licences.ts'

const common = { format: 'esm', target: 'es2023', silent: true } as const

export default defineConfig([
  {
    ...common,
    entry: { index: 'src/index.ts' },
    dts: true,
    clean: ['!command/**'],
    sourcemap: true,
    external: [/^@agencyops\//],
    async onSuccess() {
      await mkdir('dist/assets', { recursive: true })
      await copyFile('../../openapi/openapi.json', 'dist/assets/openapi.json')
      await copyFile('../elements/dist/agencyops.js', 'dist/assets/agencyops.js')
      await cp('browser', 'dist/assets', { recursive: true })
      const script = await readFile('node_modules/@scalar/api-reference/dist/browser/standalone.js')
      await writeFile('dist/assets/reference.js.gz', gzipSync(script, { level: 9 }))
    },
  },
  {
    ...common,
    // The command carries what it is made of: a thousand small files take longer to find than to run. The embedded
    // database stays outside, since it reads files of its own.
    entry: { main: 'src/command/main.ts' },
    outDir: 'dist/command',
    clean: true,
    noExternal: [/^(?!@electric-sql\/pglite)/],
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'\nconst require = requireOf(import.meta.url)",
    },
    esbuildPlugins: [bundledLicences('dist/command/THIRD_PARTY_LICENSES')],
  },
])

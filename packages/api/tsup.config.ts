import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { index: 'src/index.ts', command: 'src/command/main.ts' },
  format: 'esm',
  target: 'es2023',
  dts: { entry: { index: 'src/index.ts' } },
  clean: true,
  sourcemap: true,
  external: [/^@agencyops\//],
  silent: true,
  async onSuccess() {
    await mkdir('dist/assets', { recursive: true })
    await copyFile('../../openapi/openapi.json', 'dist/assets/openapi.json')
    await copyFile('../elements/dist/agencyops.js', 'dist/assets/agencyops.js')
    const script = await readFile('node_modules/@scalar/api-reference/dist/browser/standalone.js')
    await writeFile('dist/assets/reference.js.gz', gzipSync(script, { level: 9 }))
  },
})

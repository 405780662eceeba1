import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { promisify } from 'node:util'
import { defineConfig } from 'tsup'
import { apart } from './scripts/apart.ts'
import { leanTemplates } from './scripts/lean-templates.ts'

const modules = globSync('src/**/*.ts').filter((file) => !file.endsWith('.test.ts'))

export default defineConfig([
  {
    entry: Object.fromEntries(modules.map((file) => [file.replace(/^src\//, '').replace(/\.ts$/, ''), file])),
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    clean: true,
    esbuildPlugins: [apart, leanTemplates],
    silent: true,
    async onSuccess() {
      await promisify(execFile)('tsc', ['-p', 'tsconfig.build.json']).catch(({ stdout }) => {
        throw new Error(stdout)
      })
    },
  },
  {
    // One script for a plain page, with everything in it.
    entry: { agencyops: 'src/define/all.ts' },
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    noExternal: [/./],
    minify: true,
    splitting: false,
    esbuildPlugins: [leanTemplates],
    silent: true,
  },
])

import { readdirSync } from 'node:fs'
import { defineConfig } from 'tsup'
import { leanTemplates } from './scripts/lean-templates.ts'

const defines = readdirSync('src/define').filter((file) => !file.endsWith('.test.ts'))

export default defineConfig([
  {
    entry: {
      index: 'src/index.ts',
      ...Object.fromEntries(defines.map((file) => [`define/${file.replace('.ts', '')}`, `src/define/${file}`])),
    },
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    dts: true,
    clean: true,
    esbuildPlugins: [leanTemplates],
    silent: true,
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

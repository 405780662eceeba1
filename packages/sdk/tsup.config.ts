import { readdirSync } from 'node:fs'
import { defineConfig } from 'tsup'

const areas = readdirSync('src/generated/areas').map((file) => file.replace('.ts', ''))

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    connect: 'src/connect.ts',
    ...Object.fromEntries(areas.map((area) => [`areas/${area}`, `src/generated/areas/${area}.ts`])),
  },
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  clean: true,
  silent: true,
})

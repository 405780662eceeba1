import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { index: 'src/index.ts', connect: 'src/connect.ts', 'areas/*': 'src/generated/areas/*.ts' },
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  clean: true,
  treeshake: false,
})

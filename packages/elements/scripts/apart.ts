/** Leaves every module a file of its own: a bundler then drops what a page does not use, and keeps what registers. */
import type { Plugin } from 'esbuild'

export const apart: Plugin = {
  name: 'apart',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/\.ts$/, '.js'), external: true },
    )
  },
}

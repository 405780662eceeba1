/** Lets esbuild read Vue's single files; Vite's plugin does the same. */
import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'
import { compileScript, parse } from 'vue/compiler-sfc'

export const vue: Plugin = {
  name: 'vue',
  setup(build) {
    build.onLoad({ filter: /\.vue$/ }, async ({ path: filename }) => {
      const { descriptor } = parse(await readFile(filename, 'utf8'), { filename })
      const isCustomElement = (tag: string) => tag.startsWith('agencyops-')
      const templateOptions = { compilerOptions: { isCustomElement } }
      const { content } = compileScript(descriptor, { id: filename, inlineTemplate: true, templateOptions })
      return { contents: content, loader: 'ts' }
    })
  },
}

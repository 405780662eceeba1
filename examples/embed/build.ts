/** Writes the pages to `dist`, with the address of the API in them. */
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'
import { vue } from './vue-files.ts'

export const pages = ['html', 'react', 'react-component', 'vue']

export async function buildPages(apiUrl: string): Promise<void> {
  await rm('dist', { recursive: true, force: true })
  for (const page of pages) {
    await cp(`${page}/index.html`, `dist/${page}/index.html`)
    await cp('page.css', `dist/${page}/page.css`)
  }
  await cp('html/page.js', 'dist/html/page.js')
  const plain = await readFile('html/index.html', 'utf8')
  await writeFile('dist/html/index.html', plain.replaceAll('https://psa.example', apiUrl))
  await build({
    entryPoints: {
      'react/page': 'react/main.tsx',
      'react-component/page': 'react-component/main.tsx',
      'vue/page': 'vue/main.ts',
    },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    outdir: 'dist',
    plugins: [vue],
    logLevel: 'error',
    define: { API_URL: JSON.stringify(apiUrl), 'process.env.NODE_ENV': '"production"', ...vueFlags },
  })
}

const vueFlags = {
  __VUE_OPTIONS_API__: 'false',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
}

if (process.argv[1] === import.meta.filename)
  await buildPages(process.env.AGENCYOPS_BASE_URL ?? 'http://127.0.0.1:8787')

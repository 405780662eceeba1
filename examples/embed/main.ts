/** Serves the pages on http://127.0.0.1:3000, against the API that `npm start` at the top of the project serves. */
import { serve } from '@hono/node-server'
import { createHost } from './host.ts'

const apiUrl = process.env.AGENCYOPS_BASE_URL ?? 'http://127.0.0.1:8787'
const apiKey = process.env.AGENCYOPS_API_KEY
if (!apiKey) {
  console.error('Set AGENCYOPS_API_KEY to the key that npm start has printed.')
  process.exit(2)
}
const origin = 'http://127.0.0.1:3000'
serve({ fetch: createHost({ apiUrl, apiKey, origin }).fetch, hostname: '127.0.0.1', port: 3000 })
console.log(['html', 'react', 'react-component', 'vue'].map((page) => `${origin}/${page}/`).join('\n'))

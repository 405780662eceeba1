/** Starts the server on http://127.0.0.1:3000, with the API reference at /psa/docs. */
import { randomBytes } from 'node:crypto'
import { serve } from '@hono/node-server'
import { createServer } from './server.ts'

const publicUrl = 'http://127.0.0.1:3000'
const secret = process.env.AGENCYOPS_SECRET ?? randomBytes(32).toString('base64url')
const { server, platformKey } = await createServer({ publicUrl, folder: './files', secret })
serve({ fetch: server.fetch, hostname: '127.0.0.1', port: 3000 })
console.log(`${publicUrl}/psa/docs\nPlatform key: ${platformKey}`)

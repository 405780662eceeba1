/** Starts the server on a free port, makes a tenant as a host product does, and works in it. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { createServer } from './server.ts'

const folder = await mkdtemp(join(tmpdir(), 'mount-in-your-server-'))
const secret = randomBytes(32).toString('base64url')
const { server, platformKey, close } = await createServer({ publicUrl: 'https://app.example', folder, secret })
const http = createAdaptorServer({ fetch: server.fetch })
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`

async function call(key: string, path: string, body?: object) {
  const response = await fetch(`${origin}/psa${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `Bearer ${key}`, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const answer = (await response.json()) as Record<string, unknown>
  assert.ok(response.ok, JSON.stringify(answer))
  return { answer, location: response.headers.get('location') }
}

try {
  assert.equal(await (await fetch(origin)).text(), 'Your product')
  assert.equal((await fetch(`${origin}/psa/readyz`)).status, 200)

  const { answer: tenant } = await call(platformKey, '/v1/platform/tenants', {
    name: 'Quillhaven Studio',
    kind: 'sandbox',
    time_zone: 'Europe/Amsterdam',
    owner: { name: 'Mara Quill' },
    legal_entity: { name: 'Quillhaven Studio B.V.', base_currency: 'EUR' },
  })
  const { answer: key } = await call(platformKey, `/v1/platform/tenants/${tenant.id}/api_keys`, {
    name: 'Our product',
    scopes: ['companies:read', 'companies:write'],
  })

  const apiKey = key.secret as string
  const { answer: company, location } = await call(apiKey, '/v1/companies', { name: 'Oakmere Ferries' })
  assert.equal(location, `/psa/v1/companies/${company.id}`)
  const { answer: read } = await call(apiKey, `/v1/companies/${company.id}`)
  assert.equal(read.name, 'Oakmere Ferries')

  const docs = await (await fetch(`${origin}/psa/docs`)).text()
  const script = /<script src="([^"]+)"/.exec(docs)?.[1]
  assert.equal((await fetch(new URL(script as string, `${origin}/psa/docs`))).status, 200)
  console.log('A tenant, a key and a company, all under /psa.')
} finally {
  await new Promise((resolve) => http.close(resolve))
  await close()
  await rm(folder, { recursive: true, force: true })
}

import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand, startCommand, stopCommands } from '../testing/command.ts'
import type { Credentials } from './credentials.ts'

const TIMEOUT = 240_000
let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'agencyops-dev-'))
})
afterAll(async () => {
  await stopCommands()
  await rm(dataDir, { recursive: true, force: true })
})

const environment = () => ({ AGENCYOPS_DATA_DIR: dataDir, PORT: '0' })
const credentials = async () => JSON.parse(await readFile(join(dataDir, 'dev-credentials.json'), 'utf8')) as Credentials
const READY = /AgencyOps [\d.]+, ready in ([\d.]+) s[\s\S]*Ctrl-C stops it; nothing is lost\.\n/

async function call({ api_url, api_key }: Credentials, path: string, body?: object) {
  const response = await fetch(`${api_url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `Bearer ${api_key}`, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it reads.
  return { status: response.status, body: (await response.json()) as any }
}

/** Creates companies until the server is gone; answers the ids that it has acknowledged. */
async function writeUntilGone(known: Credentials, kill: () => void): Promise<string[]> {
  const acknowledged: string[] = []
  const write = async () => {
    for (;;) {
      const { status, body } = await call(known, '/companies', { name: `Firm ${acknowledged.length}` })
      expect(status).toBe(201)
      acknowledged.push(body.id)
      if (acknowledged.length === 60) kill()
    }
  }
  await Promise.allSettled([write(), write(), write(), write()])
  return acknowledged
}

test('dev makes its demo once, survives kill -9 with nothing lost, and stops in order', {
  timeout: TIMEOUT,
}, async () => {
  const first = startCommand(['dev'], environment())
  const [greeting, ,] = await first.says(READY)
  const known = await credentials()

  // What is printed can be clicked and pasted, and stands in a file of its owner.
  expect(greeting).toContain(`  API        ${known.api_url}\n`)
  expect(greeting).toContain('  Tenant     Quillhaven Studio (sandbox)\n')
  expect(greeting).toContain(`  export API=${known.api_url} AUTH="Authorization: Bearer ${known.api_key}"\n`)
  expect(Object.keys(known)).toEqual(['api_key', 'tenant_id', 'api_url'])
  for (const file of ['dev-credentials.json', 'secret', 'platform-key']) {
    expect((await stat(join(dataDir, file))).mode & 0o777, file).toBe(0o600)
  }

  // The demo tells its whole story.
  const { body: invoices } = await call(known, '/invoices?sort=created_at')
  expect(invoices.data.map(({ number, status }: { number: string; status: string }) => [number, status])).toEqual([
    [expect.stringMatching(/^QH-\d{4}-0001$/), 'partially_paid'],
    [expect.stringMatching(/^QH-\d{4}-0002$/), 'paid'],
  ])
  const balance = { total: { amount: 628_147 }, paid: { amount: 500_000 }, credited: { amount: 9470 } }
  expect(invoices.data[0]).toMatchObject(balance)
  const { body: deals } = await call(known, '/deals?limit=200')
  expect(new Set(deals.data.map(({ status }: { status: string }) => status))).toEqual(new Set(['open', 'won', 'lost']))
  const origin = new URL(known.api_url).origin
  const demo = await fetch(`${origin}/demo`)
  const page = await demo.text()
  for (const shown of ['<agencyops-pipeline-board ', '<agencyops-invoice invoice-id="invoice_', 'Ilse Marwick']) {
    expect(page).toContain(shown)
  }
  expect(page).toContain('<agencyops-approval approval-id="approval_')
  for (const who of ['member', 'contact']) {
    const asked = { method: 'POST', headers: { Origin: origin } }
    expect((await fetch(`${origin}/demo/session?as=${who}`, asked)).status, who).toBe(200)
  }

  // One process for one folder.
  const second = await runCommand(['dev'], environment())
  expect(second.code).toBe(1)
  expect(second.stderr).toContain(`Another process (${first.process.pid}) uses the data folder ${dataDir}`)

  const acknowledged = await writeUntilGone(known, () => first.process.kill('SIGKILL'))
  expect((await first.ended).signal).toBe('SIGKILL')
  expect(acknowledged.length).toBeGreaterThanOrEqual(60)

  // Again, on the same data: the same key, everything acknowledged, the demo not made twice.
  const startedAt = performance.now()
  const again = startCommand(['dev', '--json'], environment())
  const [line] = await again.says(/^\{.*\}\n/)
  console.log(`ready again on the same data in ${((performance.now() - startedAt) / 1000).toFixed(1)} s, from source`)
  const restarted = await credentials()
  expect(JSON.parse(line)).toMatchObject({ ...restarted, name: 'Quillhaven Studio', kind: 'sandbox' })
  expect(restarted).toMatchObject({ api_key: known.api_key, tenant_id: known.tenant_id })
  for (const id of acknowledged) expect((await call(restarted, `/companies/${id}`)).status).toBe(200)
  const { body: after } = await call(restarted, '/deals?limit=200')
  expect(after.data).toHaveLength(deals.data.length)

  again.process.kill('SIGTERM')
  expect(await again.ended).toMatchObject({ code: 0, stderr: '' })

  // Where the key works no longer, another is minted.
  const keys = await runCommand(['keys', 'list', '--json'], environment())
  const [key] = JSON.parse(keys.stdout).data
  expect(await runCommand(['keys', 'revoke', key.id], environment())).toMatchObject({ code: 0 })
  const seeded = await runCommand(['seed', '--json'], environment())
  expect(JSON.parse(seeded.stdout)).toMatchObject({ tenant_id: known.tenant_id, changed: false })
  const renewed = await credentials()
  expect(renewed.api_key).not.toBe(known.api_key)
  expect(renewed.api_url).toBe(restarted.api_url)
})

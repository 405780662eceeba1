/** Runs the story against a server of its own, and holds it to the figures of the published document. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { AgencyOps, printTrace } from '@agencyops/sdk'
import { type Followed, followTheDollar } from './follow-the-dollar.ts'
import { publishedInvoice } from './published-invoice.ts'

const { totals, lines } = publishedInvoice
let server: ChildProcess
let folder: string
let followed: Followed

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

/** Waits until the server's first line says that it is ready. */
async function ready(child: ChildProcess): Promise<void> {
  let printed = ''
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    printed += chunk
    if (printed.includes('Ctrl-C')) return
  }
  throw new Error(`the server ended: ${printed}`)
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agencyops-dollar-trail-'))
  const port = await freePort()
  const command = fileURLToPath(new URL('../../../packages/api/bin/agencyops.js', import.meta.url))
  server = spawn(process.execPath, [command, 'dev'], {
    env: { ...process.env, PORT: String(port), AGENCYOPS_DATA_DIR: folder, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await ready(server)
  const apiKey = (await readFile(join(folder, 'platform-key'), 'utf8')).trim()
  const baseUrl = `http://127.0.0.1:${port}`
  followed = await followTheDollar(new AgencyOps({ apiKey, baseUrl }), baseUrl)
})

after(async () => {
  server?.kill('SIGTERM')
  if (server && server.exitCode === null) await once(server, 'exit')
  await rm(folder, { recursive: true, force: true })
})

test('net, tax per category, total and amount due are the document’s own, to the cent', () => {
  const { issued } = followed
  assert.equal(issued.net.amount, totals.net)
  assert.deepEqual(
    issued.taxes.map(({ percent, taxable, tax }) => ({ percent, taxable: taxable.amount, tax: tax.amount })),
    totals.taxes.map((row) => ({ ...row })),
  )
  assert.equal(issued.tax.amount, totals.tax)
  assert.equal(issued.total.amount, totals.total)
  assert.equal(issued.balance.amount, totals.amount_due)
})

test('each line has the document’s net, in its order', () => {
  assert.deepEqual(
    followed.issued.lines.map(({ net }) => net.amount),
    lines.map(({ net }) => net),
  )
})

test('two payments settle it, and the sandbox’s clock dates it', () => {
  assert.equal(followed.paid.status, 'paid')
  assert.equal(followed.paid.balance.amount, 0)
  assert.equal(followed.issued.issued_on, publishedInvoice.issued_on)
})

test('the trace ends in sums that a reader can redo', () => {
  const text = printTrace(followed.trace)
  console.log(text)
  assert.match(text, /\nsold 229\.60 = billed 229\.60\n/)
  assert.match(text, /\nbilled 229\.60 \+ tax 20\.73 = 250\.33 = paid 150\.00 \+ 100\.33$/)
  assert.equal(followed.trace.totals.balance?.amount, 0)
})

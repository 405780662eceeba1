/** Runs the story against a server of its own, and holds it to the figures of the published document. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { AgencyOps, printTrace } from '@agencyops/sdk'
import { type Followed, followTheDollar } from './follow-the-dollar.ts'
import { publishedInvoice } from './published-invoice.ts'
import { type StartedServer, startServer } from './start-server.ts'

const { totals, lines } = publishedInvoice
let server: StartedServer
let followed: Followed

before(async () => {
  server = await startServer()
  const { baseUrl, platformKey } = server
  followed = await followTheDollar(new AgencyOps({ apiKey: platformKey, baseUrl }), baseUrl)
})

after(() => server?.stop())

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

test('the story in the README runs as it stands there, and prints what it says', async () => {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8')
  const [, code, printed] =
    /## The dollar in 30 lines\n\n```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)\n```/.exec(readme) ??
    assert.fail('no story')
  const file = fileURLToPath(new URL('./readme-story.generated.ts', import.meta.url))
  await writeFile(file, code as string)
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@agencyops/source', file], {
      env: { ...process.env, AGENCYOPS_API_KEY: server.apiKey, AGENCYOPS_BASE_URL: server.baseUrl },
    })
    // The demo has issued before, so its next number is another one.
    assert.equal(stdout.trim().replaceAll(/QH-\d{4}-\d{4}/g, 'QH-2026-0001'), printed)
  } finally {
    await rm(file)
  }
})

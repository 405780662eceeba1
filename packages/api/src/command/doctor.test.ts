import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diskStorage } from '../storage/disk.ts'
import { uploadFile } from '../testing/approval-story.ts'
import { runCommand, stopCommands } from '../testing/command.ts'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'

const TIMEOUT = 120_000
let folder: string
let harness: Harness
let tenant: TestTenant
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agencyops-doctor-command-'))
  harness = await startHarness({ server: true, storage: diskStorage(folder) })
  tenant = await harness.mintTenant()
  await uploadFile(harness, tenant, 'sketch.txt', 'a sketch')
})
afterAll(async () => {
  await stopCommands()
  await harness.close()
  await rm(folder, { recursive: true, force: true })
})

const doctor = (...args: string[]) =>
  runCommand(['doctor', ...args], { DATABASE_URL: harness.testDatabase.url as string, AGENCYOPS_DATA_DIR: folder })

test('a database that is well is said to be, in a sentence', { timeout: TIMEOUT }, async () => {
  expect(await doctor()).toMatchObject({ code: 0, stdout: 'All is well with 1 tenant.\n', stderr: '' })
})

test('each finding is a line of JSON, the last line counts them, and the exit code is 1', {
  timeout: TIMEOUT,
}, async () => {
  await harness.admin(`update file set sha256 = repeat('0', 64)`)
  const { body: tenantNow } = await tenant.get('/v1/tenant')
  const [program, person] = await Promise.all([doctor('--json', '--tenant', tenantNow.id), doctor()])
  const lines = program.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(program).toMatchObject({ code: 1, stderr: '' })
  expect(lines).toEqual([
    {
      tenant: tenantNow.id,
      rule: 'file.bytes',
      record: expect.stringMatching(/^file_/),
      figures: { size: 8, sha256: '0'.repeat(64), kept_size: 8, kept_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      detail: expect.stringContaining('8 are kept'),
      mend: expect.stringContaining('Restore the bytes'),
    },
    { tenants: 1, findings: 1, counts: { 'file.bytes': 1 } },
  ])
  expect(person.code).toBe(1)
  expect(person.stdout).toContain(`file.bytes  ${lines[0].record}  of ${tenantNow.id}\n  The file has 8 bytes`)
  expect(person.stdout).toMatch(/1 finding in 1 tenant:\n {2}file\.bytes +1\n$/)
})

test('an unknown tenant is a failure, and the rules are listed without a database', { timeout: TIMEOUT }, async () => {
  const [unknown, rules] = await Promise.all([
    doctor('--tenant', 'tenant_01m86d72r0fkxt9zq4c7w2h5nb'),
    runCommand(['doctor', '--rules', '--json'], {}),
  ])
  expect(unknown).toMatchObject({ code: 1, stdout: '' })
  expect(unknown.stderr).toBe('agencyops: There is no tenant tenant_01m86d72r0fkxt9zq4c7w2h5nb.\n')
  const { data } = JSON.parse(rules.stdout)
  expect(data.length).toBeGreaterThan(80)
  expect(data).toContainEqual({ rule: 'deal.value', meaning: expect.any(String), mend: expect.any(String) })
})

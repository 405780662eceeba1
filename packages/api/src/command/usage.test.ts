import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packageVersion } from '../config/package-files.ts'
import { runCommand, stopCommands } from '../testing/command.ts'

const TIMEOUT = 120_000
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agencyops-usage-'))
})
afterAll(async () => {
  await stopCommands()
  await rm(folder, { recursive: true, force: true })
})

const HELP = `Usage: agencyops <command> [options]
  dev      serve with embedded database and demo
  serve    API and workers on DATABASE_URL
  migrate  bring the database up to date
  seed     fill a sandbox with the demo
  keys     create, list, rotate, revoke
  openapi  write the document
  doctor   recompute every stored figure
  jobs     list and retry what failed
Each takes --help, --json. Exit: 0 done, 1 failed, 2 wrong usage
`

describe('help', () => {
  test('names every command and every setting', { timeout: TIMEOUT }, async () => {
    const { code, stdout, stderr } = await runCommand(['--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.slice(0, HELP.length)).toBe(HELP)
    expect(stdout).toMatch(/ {2}AGENCYOPS_DATA_DIR +Folder of the embedded database.*\[\.agencyops\]/)
  })

  test('of a command names its options', { timeout: TIMEOUT }, async () => {
    const [version, create] = await Promise.all([runCommand(['--version']), runCommand(['keys', 'create', '--help'])])
    expect(version.stdout).toBe(`${packageVersion()}\n`)
    expect(create).toMatchObject({ code: 0, stderr: '' })
    for (const option of ['--tenant', '--scopes', '--platform', '--json']) expect(create.stdout).toContain(option)
  })
})

test.each([
  [['sreve'], {}, 'Did you mean serve?'],
  [['dev', '--nope'], {}, `unknown option '--nope'`],
  [['keys', 'revoke'], {}, `missing required argument 'key'`],
  [['serve'], { PORT: 'abc' }, 'PORT is a whole number from 0 to 65535, not "abc".'],
  [['serve'], { DATABASE_OWNER_URL: 'postgres://owner@127.0.0.1:1/x' }, 'set DATABASE_URL'],
  [['serve'], { DATABASE_URL: 'postgres://app@127.0.0.1:1/x' }, 'Set AGENCYOPS_SECRET'],
  [['migrate'], { DATABASE_URL: 'postgres://app@127.0.0.1:1/x' }, 'Set DATABASE_OWNER_URL'],
  [['keys', 'list', '--tenant', 'deal_7'], {}, '--tenant takes an id tenant_…, not "deal_7".'],
  [['doctor', '--tenant', 'deal_7'], {}, '--tenant takes an id tenant_…, not "deal_7".'],
  [['doctor', '--limit', 'many'], {}, '--limit is a number of findings, not "many".'],
])('%j with %j is wrong usage: %s', { timeout: TIMEOUT }, async (args, environment, sentence) => {
  const { code, stdout, stderr } = await runCommand(args, { AGENCYOPS_DATA_DIR: join(folder, 'none'), ...environment })
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(sentence)
  expect(stderr).not.toContain('    at ')
})

test('a failure is one sentence, or one JSON value', { timeout: TIMEOUT }, async () => {
  const secret = { AGENCYOPS_SECRET: 'a text that is long enough to be a secret' }
  const [person, program] = await Promise.all([
    runCommand(['serve'], { ...secret, PORT: '0', DATABASE_URL: 'postgres://app@127.0.0.1:1/x' }),
    runCommand(['serve', '--json'], { ...secret, PORT: '0', AGENCYOPS_DATA_DIR: join(folder, 'none') }),
  ])
  expect(person.code).toBe(1)
  expect(person.stderr).toBe('agencyops: The database does not answer: check DATABASE_URL and whether it runs.\n')
  expect(program.code).toBe(1)
  expect(JSON.parse(program.stderr)).toMatchObject({
    error: expect.stringContaining('There is no database in'),
    exit_code: 1,
  })
})

test('a port that is taken is said before anything is made', { timeout: TIMEOUT }, async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as { port: number }
  const dataDir = join(folder, 'taken')
  const { code, stderr } = await runCommand(['dev'], { PORT: String(port), AGENCYOPS_DATA_DIR: dataDir })
  taken.close()
  expect(code).toBe(1)
  expect(stderr).toMatch(
    /^agencyops: Port \d+ of 127\.0\.0\.1 is taken: stop what uses it, or set another with PORT=\d+\.\n$/,
  )
  await expect(readFile(join(dataDir, 'secret'))).rejects.toThrow('ENOENT')
})

test('the document is written to standard output or to a file', { timeout: TIMEOUT }, async () => {
  const out = join(folder, 'openapi.json')
  const [printed, written] = await Promise.all([
    runCommand(['openapi']),
    runCommand(['openapi', '--out', out, '--json']),
  ])
  expect(JSON.parse(printed.stdout).openapi).toBe('3.1.0')
  expect(JSON.parse(written.stdout)).toEqual({ out })
  expect(await readFile(out, 'utf8')).toBe(printed.stdout)
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'
import { settings, settingsAsMarkdown } from './settings.ts'

const SECRET = 'a text that is long enough to be a secret'

test('without any variable everything has a value, or none where none is needed', () => {
  expect(readConfig({})).toEqual({
    port: 8787,
    host: '127.0.0.1',
    databaseUrl: undefined,
    databaseOwnerUrl: undefined,
    databasePrepare: true,
    databasePoolSize: 10,
    dataDir: '.agencyops',
    secrets: [],
    publicUrl: undefined,
    rateLimit: 3000,
    trustedProxies: 0,
    bodyLimit: 1_048_576,
    fileLimit: 26_214_400,
    drainMs: 2000,
    slowQueryMs: 250,
    metricsPort: undefined,
    metricsToken: undefined,
    traces: undefined,
    logLevel: undefined,
  })
})

test('an empty variable counts as absent', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '', LOG_LEVEL: '' }).port).toBe(8787)
})

test('secrets are listed newest first', () => {
  expect(readConfig({ AGENCYOPS_SECRET: `${SECRET} 2, ${SECRET} 1` }).secrets).toEqual([`${SECRET} 2`, `${SECRET} 1`])
})

test('a public URL keeps its path and loses its last slash', () => {
  expect(readConfig({ AGENCYOPS_PUBLIC_URL: 'https://app.example/psa/' }).publicUrl).toBe('https://app.example/psa')
})

test.each([
  ['PORT', 'abc', 'PORT is a whole number from 0 to 65535, not "abc".'],
  ['PORT', '70000', 'PORT is a whole number from 0 to 65535, not "70000".'],
  ['HOST', 'http://x', 'HOST is an address or a host’s name, without a port, not "http://x".'],
  ['DATABASE_PREPARE', 'no', 'DATABASE_PREPARE is true or false, not "no".'],
  ['DATABASE_POOL_SIZE', '0', 'DATABASE_POOL_SIZE is a whole number from 1 to 1000, not "0".'],
  ['AGENCYOPS_PUBLIC_URL', 'psa.example', 'AGENCYOPS_PUBLIC_URL is a URL: https://psa.example, not "psa.example".'],
  ['AGENCYOPS_BODY_LIMIT', '1e6', 'AGENCYOPS_BODY_LIMIT is a whole number from 1024 to 104857600, not "1e6".'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL is one of fatal, error, warn, info, debug, trace and silent, not "loud".'],
])('%s=%s is refused in one sentence', (name, value, sentence) => {
  expect(() => readConfig({ [name]: value })).toThrow(new ConfigError(sentence))
})

test.each([
  ['AGENCYOPS_SECRET', 'too short, by far'],
  ['AGENCYOPS_SECRET', `${SECRET},short`],
  ['DATABASE_URL', 'mysql://app:hunter2@db/agencyops'],
  ['AGENCYOPS_METRICS_TOKEN', 'hunter2'],
])('what is confidential is not repeated: %s', (name, value) => {
  const refusal = () => readConfig({ [name]: value })
  expect(refusal).toThrow(ConfigError)
  expect(refusal).not.toThrow(/hunter2|short, by far|,short/)
})

test('the README has the table of settings as it is', () => {
  const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8')
  expect(readme).toContain(`<!-- configuration -->\n${settingsAsMarkdown()}\n<!-- /configuration -->`)
  expect(new Set(settings.map(({ name }) => name)).size).toBe(settings.length)
})

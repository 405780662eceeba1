/** Configuration: environment variables, read and checked once at start. */
import { z } from 'zod'
import { type SettingName, settings } from './settings.ts'

/** A setting that cannot be used. Its message is one sentence that says the mend. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

export interface Config {
  port: number
  host: string
  databaseUrl: string | undefined
  databaseOwnerUrl: string | undefined
  databasePrepare: boolean
  databasePoolSize: number
  dataDir: string
  /** Newest first; empty where none is configured. */
  secrets: readonly string[]
  publicUrl: string | undefined
  /** Requests a minute for each credential. */
  rateLimit: number
  trustedProxies: number
  /** Bytes. */
  bodyLimit: number
  /** Bytes. */
  fileLimit: number
  drainMs: number
  slowQueryMs: number
  metricsPort: number | undefined
  metricsToken: string | undefined
  /** Absent where no traces are sent. */
  traces: { ratio: number } | undefined
  logLevel: LogLevel | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

const whole = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, `is a whole number from ${from} to ${to}`)
    .transform(Number)
    .refine((value) => value >= from && value <= to, `is a whole number from ${from} to ${to}`)

const url = (protocols: readonly string[], form: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), `is a URL: ${form}`)

const postgresUrl = url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database')

const schema = z.object({
  PORT: whole(0, 65_535).default(8787),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'is an address or a host’s name, without a port')
    .default('127.0.0.1'),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATABASE_PREPARE: z
    .enum(['true', 'false'], 'is true or false')
    .default('true')
    .transform((text) => text === 'true'),
  DATABASE_POOL_SIZE: whole(1, 1000).default(10),
  AGENCYOPS_DATA_DIR: z.string().default('.agencyops'),
  AGENCYOPS_SECRET: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])))
    .refine(
      (secrets) => secrets.every((secret) => secret.length >= 32),
      'needs 32 characters or more in each of its texts',
    ),
  AGENCYOPS_PUBLIC_URL: url(['http:', 'https:'], 'https://psa.example')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  AGENCYOPS_RATE_LIMIT: whole(1, 1_000_000).default(3000),
  AGENCYOPS_TRUSTED_PROXIES: whole(0, 16).default(0),
  AGENCYOPS_BODY_LIMIT: whole(1024, 104_857_600).default(1_048_576),
  AGENCYOPS_FILE_LIMIT: whole(1024, 10_737_418_240).default(26_214_400),
  AGENCYOPS_DRAIN_SECONDS: whole(0, 600).default(2),
  AGENCYOPS_SLOW_QUERY_MS: whole(0, 600_000).default(250),
  AGENCYOPS_METRICS_PORT: whole(0, 65_535).optional(),
  AGENCYOPS_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, 'needs 16 characters or more, none of them a space')
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(['http:', 'https:'], 'http://collector:4318').optional(),
  OTEL_TRACES_SAMPLER_ARG: z
    .string()
    .regex(/^(0|1|0?\.\d+|1\.0+)$/, 'is a number from 0 to 1')
    .default('1')
    .transform(Number),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'is one of fatal, error, warn, info, debug, trace and silent',
    )
    .optional(),
}) satisfies z.ZodObject<Record<SettingName, z.ZodType>>

/** Values that a message may not repeat. */
const CONFIDENTIAL = new Set<SettingName>([
  'AGENCYOPS_SECRET',
  'AGENCYOPS_METRICS_TOKEN',
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
])

/** An empty variable counts as absent. Throws `ConfigError` for the first that cannot be used. */
export function readConfig(environment: Environment): Config {
  const given = Object.fromEntries(
    settings.flatMap(({ name }) => (environment[name] ? [[name, environment[name]]] : [])),
  )
  const result = schema.safeParse(given)
  if (!result.success) {
    const { path, message } = result.error.issues[0] as z.core.$ZodIssue
    const name = path[0] as SettingName
    throw new ConfigError(`${name} ${message}${CONFIDENTIAL.has(name) ? '' : `, not "${given[name]}"`}.`)
  }
  const read = result.data
  return {
    port: read.PORT,
    host: read.HOST,
    databaseUrl: read.DATABASE_URL,
    databaseOwnerUrl: read.DATABASE_OWNER_URL,
    databasePrepare: read.DATABASE_PREPARE,
    databasePoolSize: read.DATABASE_POOL_SIZE,
    dataDir: read.AGENCYOPS_DATA_DIR,
    secrets: read.AGENCYOPS_SECRET,
    publicUrl: read.AGENCYOPS_PUBLIC_URL,
    rateLimit: read.AGENCYOPS_RATE_LIMIT,
    trustedProxies: read.AGENCYOPS_TRUSTED_PROXIES,
    bodyLimit: read.AGENCYOPS_BODY_LIMIT,
    fileLimit: read.AGENCYOPS_FILE_LIMIT,
    drainMs: read.AGENCYOPS_DRAIN_SECONDS * 1000,
    slowQueryMs: read.AGENCYOPS_SLOW_QUERY_MS,
    metricsPort: read.AGENCYOPS_METRICS_PORT,
    metricsToken: read.AGENCYOPS_METRICS_TOKEN,
    traces: read.OTEL_EXPORTER_OTLP_ENDPOINT === undefined ? undefined : { ratio: read.OTEL_TRACES_SAMPLER_ARG },
    logLevel: read.LOG_LEVEL,
  }
}

/** Every environment variable that the command reads: one table, from which the README's and `--help` are written. */

export interface Setting {
  name: string
  /** What holds without it, as a reader would write it; empty where nothing does. */
  without: string
  meaning: string
}

export const settings = [
  { name: 'PORT', without: '8787', meaning: 'Port to listen on.' },
  { name: 'HOST', without: '127.0.0.1', meaning: 'Address to listen on; `0.0.0.0` for all.' },
  {
    name: 'DATABASE_URL',
    without: '',
    meaning: 'The application’s login to a PostgreSQL 15 or later; without it, the embedded database is used.',
  },
  {
    name: 'DATABASE_OWNER_URL',
    without: '',
    meaning: 'The owner’s login: `migrate` and `dev` make tables and the application’s role with it.',
  },
  {
    name: 'DATABASE_PREPARE',
    without: 'true',
    meaning: '`false` sends unnamed statements, for PgBouncer in transaction mode.',
  },
  { name: 'DATABASE_POOL_SIZE', without: '10', meaning: 'Connections of this process, two for short reads aside.' },
  {
    name: 'AGENCYOPS_DATA_DIR',
    without: '.agencyops',
    meaning: 'Folder of the embedded database, of uploaded files and of what `dev` keeps.',
  },
  {
    name: 'AGENCYOPS_SECRET',
    without: '',
    meaning:
      'One or more texts of 32 characters or more, with commas between, the newest first: signs and seals. `dev` makes one.',
  },
  {
    name: 'AGENCYOPS_PUBLIC_URL',
    without: 'http://HOST:PORT',
    meaning: 'Where clients reach this server, for links; a path behind it is kept.',
  },
  { name: 'AGENCYOPS_RATE_LIMIT', without: '3000', meaning: 'Requests a minute for each credential.' },
  {
    name: 'AGENCYOPS_TRUSTED_PROXIES',
    without: '0',
    meaning: 'Proxies in front whose `X-Forwarded-For` entries count, from the right.',
  },
  { name: 'AGENCYOPS_BODY_LIMIT', without: '1048576', meaning: 'Bytes of a JSON body at most.' },
  { name: 'AGENCYOPS_FILE_LIMIT', without: '26214400', meaning: 'Bytes of an uploaded file at most.' },
  {
    name: 'AGENCYOPS_DRAIN_SECONDS',
    without: '2',
    meaning: 'How long `serve` goes on after SIGTERM, with `/readyz` at 503: longer than who balances takes to notice.',
  },
  {
    name: 'AGENCYOPS_SLOW_QUERY_MS',
    without: '250',
    meaning: 'Milliseconds from which on what the database was asked is logged, with its operation; 0 logs all.',
  },
  {
    name: 'AGENCYOPS_METRICS_PORT',
    without: '',
    meaning: 'Port of `HOST` on which `/metrics` is read, without a credential: keep it from the public.',
  },
  {
    name: 'AGENCYOPS_METRICS_TOKEN',
    without: '',
    meaning: 'A text of 16 characters or more: `/metrics` is read on `PORT` too, with it as a bearer token.',
  },
  {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    without: '',
    meaning: 'Where traces are sent by OTLP over HTTP: `http://collector:4318`; other `OTEL_…` variables count then.',
  },
  {
    name: 'OTEL_TRACES_SAMPLER_ARG',
    without: '1',
    meaning: 'Which part of the traces that begin here is kept, from 0 to 1; a caller’s decision goes first.',
  },
  {
    name: 'LOG_LEVEL',
    without: 'info, dev: warn',
    meaning: '`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`; lines are JSON.',
  },
] as const satisfies readonly Setting[]

export type SettingName = (typeof settings)[number]['name']

/** The table as Markdown. */
export function settingsAsMarkdown(): string {
  const rows = settings.map(
    ({ name, without, meaning }) => `| \`${name}\` | ${without && `\`${without}\``} | ${meaning} |`,
  )
  return ['| variable | without it | what |', '| --- | --- | --- |', ...rows].join('\n')
}

/** The table as plain text, for a terminal. */
export function settingsAsText(): string {
  const width = Math.max(...settings.map(({ name }) => name.length)) + 2
  return settings
    .map(({ name, without, meaning }) => {
      const text = meaning.replaceAll('`', '')
      return `  ${name.padEnd(width)}${text}${without && ` [${without}]`}`
    })
    .join('\n')
}

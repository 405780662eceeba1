/**
 * The floor: a bare node:http server on pg with prepared statements, without authentication, validation, tags or log
 * lines. Reads answer the same bytes as the database's owner, without row security; writes await the same statements
 * one by one.
 */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import pg from 'pg'
import { decodeId } from '../../packages/api/src/primitives/id.ts'
import { floorReads } from './floor-reads.ts'
import { report } from './process.ts'
import type { RecordedStatement } from './record.ts'

const settings = JSON.parse(process.argv[2] as string) as {
  ownerUrl: string
  appUrl: string
  poolSize: number
  /** By path: the statements of one request, and which of their parameters every request has its own of. */
  writes: Record<
    string,
    { statements: RecordedStatement[]; made: string[]; subject: string | null; number: string | null; key: string }
  >
}

const isoInstant = (text: string) => `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(3, '0')}Z`
pg.types.setTypeParser(1184, isoInstant)
pg.types.setTypeParser(1082, (text) => text)
pg.types.setTypeParser(20, Number)

const openPool = (connectionString: string) =>
  new pg.Pool({
    connectionString,
    max: settings.poolSize,
    // Clients that close while the other server is measured would be opened again within a round.
    idleTimeoutMillis: 0,
    options: '-c TimeZone=UTC',
  })
const reads = floorReads(openPool(settings.ownerUrl))
// The recorded statements bind their tenant themselves, and are written for row security.
const pool = openPool(settings.appUrl)
let count = 0

async function write(path: string, subject: string): Promise<string> {
  const {
    statements,
    made,
    subject: recordedSubject,
    number,
    key,
  } = settings.writes[path] as NonNullable<(typeof settings.writes)[string]>
  const fresh = new Map<string, string>(made.map((id) => [id, randomUUID()]))
  if (recordedSubject !== null) fresh.set(recordedSubject, subject)
  if (number !== null) fresh.set(number, `FLOOR-${process.pid}-${++count}`)
  fresh.set(key, randomUUID())
  const replace = (value: unknown): unknown => {
    if (typeof value !== 'string') return Array.isArray(value) ? value.map(replace) : value
    const whole = fresh.get(value)
    if (whole !== undefined) return whole
    let text = value
    if (text.length > 36) for (const [from, to] of fresh) text = text.replaceAll(from, to)
    return text
  }
  const client = await pool.connect()
  try {
    for (const { name, sql, parameters } of statements) {
      await client.query({ ...(name && { name }), text: sql, values: parameters.map(replace) })
    }
  } finally {
    client.release()
  }
  return '{"done":true}'
}

createServer((request, response) => {
  const url = request.url as string
  const answer =
    request.method === 'GET'
      ? reads(url)
      : write(url.slice(1, url.lastIndexOf('/')), decodeId(url.slice(url.lastIndexOf('/') + 1))?.uuid ?? '')
  request.resume()
  answer.then(
    (body) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
      response.end(body)
    },
    (error: unknown) => {
      response.statusCode = 500
      response.end(String(error))
    },
  )
}).listen(0, '127.0.0.1', function (this: import('node:http').Server) {
  report((this.address() as { port: number }).port)
})

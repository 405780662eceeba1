/** Whether the process lives, and whether it can work. */
import type { Database } from '../db/database.ts'
import { pendingMigrations } from '../db/migrate.ts'

const HEADERS = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }

/** The process lives: nothing else is asked. */
export function alive(): Response {
  return new Response('{"status":"ok"}', { headers: HEADERS })
}

/** The database answers and is migrated; else 503 with the reason, which names nothing of the inside. */
export async function ready(database: Database): Promise<Response> {
  const reason = await whyNotReady(database)
  return reason === undefined ? new Response('{"status":"ready"}', { headers: HEADERS }) : unready(reason)
}

export function unready(reason: string): Response {
  const headers = { ...HEADERS, 'Retry-After': '1' }
  return new Response(JSON.stringify({ status: 'unavailable', reason }), { status: 503, headers })
}

async function whyNotReady(database: Database): Promise<string | undefined> {
  try {
    const rows = await database
      .bound({}, { quick: true })
      .all<{ name: string }>({ name: 'applied_migrations', sql: 'select name from migration', parameters: [] })
    return pendingMigrations(new Set(rows.map(({ name }) => name))).length === 0
      ? undefined
      : 'The database is not migrated: run agencyops migrate.'
  } catch {
    return 'The database does not answer.'
  }
}

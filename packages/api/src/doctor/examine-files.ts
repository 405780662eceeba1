/** Files: the bytes of each row, with their hash, and bytes that no row knows. */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Database } from '../db/database.ts'
import type { Storage } from '../storage/storage.ts'
import { type Finding, recordId } from './finding.ts'
import type { Report } from './report.ts'

const PAGE = 500
/** Bytes come before their row: those of an upload that is under way have none yet. */
const UNDER_WAY_MS = 60 * 60 * 1000

export const fileRules = {
  'file.bytes': {
    meaning: 'The bytes of a file are kept, with the size and the hash of its row.',
    mend: 'Restore the bytes from a backup of the storage. The row is right: it was written from what arrived.',
  },
  'storage.orphan': {
    meaning: 'Bytes that are kept have a file.',
    mend: 'Nobody can reach them: remove them once no restore of older rows is under way.',
  },
} as const

interface FileRow {
  id: string
  storage_key: string
  sha256: string
  size: number
}

interface Tenant {
  tenantId: number
  id: string
}

/** Reads outside a snapshot: what a file's row says never changes, and bytes take their time. */
export async function examineFiles(
  database: Database,
  storage: Storage,
  tenant: Tenant,
  report: Report,
  machineNow: number,
): Promise<void> {
  const db = database.bound({ tenantId: tenant.tenantId })
  const tell = (rule: keyof typeof fileRules, record: string, figures: Finding['figures'], detail: string) =>
    report.add(rule, 1, [{ tenant: tenant.id, rule, record, figures, detail, mend: fileRules[rule].mend }])
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await db.all<FileRow>({
      sql: 'select id, storage_key, sha256, size from file where id > $1 order by id limit $2',
      parameters: [after, PAGE],
    })
    for (const row of rows) {
      const kept = await measure(storage, row.storage_key)
      if (kept?.sha256 === row.sha256 && kept.size === row.size) continue
      const figures = {
        size: row.size,
        sha256: row.sha256,
        kept_size: kept?.size ?? null,
        kept_sha256: kept?.sha256 ?? null,
      }
      const detail = kept
        ? `The file has ${row.size} bytes with the hash ${row.sha256}; ${kept.size} are kept, with ${kept.sha256}.`
        : `The file has ${row.size} bytes; nothing can be read under ${row.storage_key}.`
      tell('file.bytes', recordId('file', row.id), figures, detail)
    }
    if (rows.length < PAGE) break
    after = (rows.at(-1) as FileRow).id
  }
  const prefix = `t${tenant.tenantId}/`
  for await (const page of pages(storage.list(prefix))) {
    const old = page.filter(({ keptAtMs }) => keptAtMs < machineNow - UNDER_WAY_MS)
    if (old.length === 0) continue
    const known = await db.all<{ storage_key: string }>({
      sql: 'select storage_key from file where storage_key = any($1::text[])',
      parameters: [old.map(({ key }) => key)],
    })
    const keys = new Set(known.map((row) => row.storage_key))
    for (const { key, size } of old) {
      if (!keys.has(key)) tell('storage.orphan', key, { size }, `${size} bytes are kept under ${key}, of no file.`)
    }
  }
}

/** Undefined where the bytes cannot be read. */
async function measure(storage: Storage, key: string): Promise<{ size: number; sha256: string } | undefined> {
  const hash = createHash('sha256')
  let size = 0
  try {
    const bytes: Readable = await storage.get(key)
    for await (const chunk of bytes) {
      hash.update(chunk)
      size += chunk.byteLength
    }
  } catch {
    return undefined
  }
  return { size, sha256: hash.digest('hex') }
}

async function* pages<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
  let page: T[] = []
  for await (const one of all) {
    page.push(one)
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

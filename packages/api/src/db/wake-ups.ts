/**
 * Says to every process on the database that feeds have moved: NOTIFY after COMMIT, never within a transaction that
 * writes, because there it would make the server's commits wait for each other. A hint and no more: one that is lost
 * is covered by looking at the counters.
 */
import type { Pool } from './pool.ts'

export interface WakeUps {
  /** A change of the tenant was committed here. */
  moved(tenantId: number): void
  /**
   * From now on tells the tenants whose feeds have moved, here or elsewhere; null: any may have. Ends with what it
   * answers.
   */
  listen(heard: (tenantIds: readonly number[] | null) => void): () => void
  /** From now on says and hears nothing. */
  close(): void
}

const CHANNEL = 'agencyops_feed'
const APART_MS = 50
/** More than these are told as any: a payload holds 8,000 bytes. */
const MOST_NAMED = 500

export function createWakeUps(kind: 'server' | 'embedded', pool: Pool): WakeUps {
  const moved = new Set<number>()
  const listeners = new Set<(tenantIds: readonly number[] | null) => void>()
  let pausing: NodeJS.Timeout | undefined
  let closed = false
  let stopListening: (() => void) | undefined

  function send(): void {
    const payload = moved.size > MOST_NAMED ? '' : [...moved].join(',')
    moved.clear()
    pausing = setTimeout(() => {
      pausing = undefined
      if (moved.size > 0) send()
    }, APART_MS).unref()
    pool
      .runShared([{ name: 'notify', sql: 'select pg_notify($1, $2)', parameters: [CHANNEL, payload] }])
      .catch(() => undefined)
  }

  function tell(payload: string | null): void {
    const tenantIds = payload ? payload.split(',').map(Number) : null
    for (const heard of listeners) heard(tenantIds)
  }

  return {
    moved(tenantId) {
      // Nobody but this process can listen to an embedded database.
      if (closed || (kind === 'embedded' && listeners.size === 0)) return
      moved.add(tenantId)
      if (!pausing) send()
    },
    listen(heard) {
      listeners.add(heard)
      stopListening ??= pool.listen(CHANNEL, tell)
      return () => {
        listeners.delete(heard)
        if (listeners.size > 0) return
        stopListening?.()
        stopListening = undefined
      }
    },
    close() {
      closed = true
      listeners.clear()
      clearTimeout(pausing)
      stopListening?.()
      stopListening = undefined
    },
  }
}

/** A connection that only listens. */
import pg from 'pg'

const AGAIN_MS = 1000

/**
 * Connects and listens to the channel, and again a second after the connection was lost, until the answer is called.
 * `heard` gets each payload, and null where some may have been missed.
 */
export function listenOnServer(
  url: string,
  channel: string,
  heard: (payload: string | null) => void,
): () => Promise<void> {
  let client: pg.Client | undefined
  let waiting: NodeJS.Timeout | undefined
  let stopped = false

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, keepAlive: true })
    client = next
    const lost = () => {
      if (stopped || client !== next) return
      client = undefined
      void next.end().catch(() => undefined)
      waiting = setTimeout(connect, AGAIN_MS).unref()
    }
    next.on('error', lost)
    next.on('end', lost)
    next.on('notification', ({ payload }) => heard(payload ?? null))
    try {
      await next.connect()
      await next.query(`LISTEN ${channel}`)
      heard(null)
    } catch {
      lost()
    }
  }

  void connect()
  return async () => {
    stopped = true
    clearTimeout(waiting)
    await client?.end().catch(() => undefined)
  }
}

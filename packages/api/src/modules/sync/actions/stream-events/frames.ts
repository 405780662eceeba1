/** Server-sent events as bytes (HTML, 9.2). */

const encoder = new TextEncoder()

/** Some proxies hold back the first bytes of an answer until they have seen enough of them. */
const PADDING = ' '.repeat(2048)

/** Begins a stream: how long to wait before the next try, and the place to go on from, told before any event. */
export const firstFrame = (cursor: string) => encoder.encode(`retry: 3000\n:${PADDING}\n\nid: ${cursor}\n\n`)

export const eventFrame = (event: { type: string; cursor: string }) =>
  encoder.encode(`id: ${event.cursor}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)

/** A sign of life. With a cursor, what was left out meanwhile need not be looked through again. */
export const heartbeat = (cursor: string | undefined) =>
  encoder.encode(cursor === undefined ? ': hb\n\n' : `: hb\nid: ${cursor}\n\n`)

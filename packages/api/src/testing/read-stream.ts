/** Reads a stream of events as the bytes come, for tests. */
export interface StreamFrame {
  id?: string
  event?: string
  // biome-ignore lint/suspicious/noExplicitAny: tests assert what they read.
  data?: any
  comment?: string
}

export interface ReadingStream {
  status: number
  headers: Headers
  /** Frames so far, the first ones with padding and place included. */
  frames: StreamFrame[]
  /** Events so far. */
  // biome-ignore lint/suspicious/noExplicitAny: tests assert what they read.
  events: any[]
  /** The last id that was told. */
  lastId(): string | undefined
  /** Resolves when the stream ended, with what broke it where something did. */
  ended: Promise<unknown>
  isOver(): boolean
  cancel(): Promise<void>
}

/** Throws where the answer is no stream. */
export function readStream(response: Response): ReadingStream {
  if (response.status !== 200 || !response.body) throw new Error(`No stream but ${response.status}`)
  const reader = response.body.getReader()
  const frames: StreamFrame[] = []
  let over = false
  const ended = (async () => {
    const decoder = new TextDecoder()
    let text = ''
    try {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return undefined
        text += decoder.decode(value, { stream: true })
        const parts = text.split('\n\n')
        text = parts.pop() as string
        frames.push(...parts.map(frameOf))
      }
    } catch (error) {
      return error
    } finally {
      over = true
    }
  })()
  return {
    status: response.status,
    headers: response.headers,
    frames,
    get events() {
      return frames.flatMap(({ data }) => (data === undefined ? [] : [data]))
    },
    lastId: () => frames.findLast(({ id }) => id !== undefined)?.id,
    ended,
    isOver: () => over,
    async cancel() {
      await reader.cancel()
    },
  }
}

function frameOf(text: string): StreamFrame {
  const frame: StreamFrame = {}
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':')
    const value = line.slice(colon + 1).replace(/^ /, '')
    if (colon === 0) frame.comment = value.trim()
    else if (line.startsWith('data:')) frame.data = JSON.parse(value)
    else Object.assign(frame, { [line.slice(0, colon)]: value })
  }
  return frame
}

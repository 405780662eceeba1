/** One reader: its place in the feed, what it hears of, and what waits for it. */
import type { StreamWish } from '../../../../http/live.ts'
import { authorize, type TenantPrincipal } from '../../../../http/principal.ts'
import { type Hearing, hearingOf } from '../../hearing.ts'

type Bytes = Uint8Array<ArrayBuffer>

export class EventStream {
  readonly body: ReadableStream<Bytes>
  /** Everything up to here was told, or left out for good. */
  position: number
  /** The place that the reader would come back with. */
  toldPosition: number
  /** Whether it has come up with its feed, so that it is told with all others. */
  live = false
  /** Milliseconds since anything was sent, by the ticks of its process. */
  quietMs = 0
  principal: TenantPrincipal
  hearing: Hearing
  ended = false
  readonly #wish: StreamWish
  readonly #buffer: number
  readonly #onEnd: (stream: EventStream) => void
  #controller: ReadableStreamDefaultController<Bytes> | undefined
  #roomy: (() => void) | undefined

  constructor(wish: StreamWish, place: { position: number }, buffer: number, onEnd: (stream: EventStream) => void) {
    this.#wish = wish
    this.#buffer = buffer
    this.#onEnd = onEnd
    this.position = place.position
    this.toldPosition = place.position
    this.principal = wish.principal
    this.hearing = hearingOf(wish.principal, wish)
    this.body = new ReadableStream<Bytes>(
      {
        start: (controller) => {
          this.#controller = controller
        },
        pull: () => this.#roomy?.(),
        cancel: () => this.end(),
      },
      { highWaterMark: buffer, size: (chunk) => chunk.byteLength },
    )
  }

  /** Whether something that was sent still waits to be read. */
  get waiting(): boolean {
    return !this.ended && (this.#controller?.desiredSize ?? 0) < this.#buffer
  }

  /** Sends; lets the reader go instead where too much waits for it already. */
  write(bytes: Bytes): void {
    if (this.ended) return
    if ((this.#controller?.desiredSize ?? 0) < bytes.byteLength) {
      this.drop()
      return
    }
    this.#controller?.enqueue(bytes)
    this.quietMs = 0
  }

  /** Lets a slow reader go, with all that waits for it: closing would keep that until it is read. */
  drop(): void {
    this.#finish(() => this.#controller?.error(new SlowReader()))
  }

  /** Resolves when half of the buffer is free, or the stream has ended. */
  async room(): Promise<void> {
    while (!this.ended && (this.#controller?.desiredSize ?? 0) < this.#buffer / 2) {
      await new Promise<void>((resolve) => {
        this.#roomy = resolve
      })
    }
  }

  /** Takes over what its credential is now, and ends where that no longer has the permission. */
  takeOver(principal: TenantPrincipal | undefined): void {
    if (principal && permitted(principal, this.#wish)) {
      this.principal = principal
      this.hearing = hearingOf(principal, this.#wish)
    } else this.end()
  }

  /** Ends once what was sent is read. */
  end(): void {
    this.#finish(() => this.#controller?.close())
  }

  #finish(how: () => void): void {
    if (this.ended) return
    this.ended = true
    try {
      how()
    } catch {
      // Its reader has cancelled it.
    }
    this.#roomy?.()
    this.#onEnd(this)
  }
}

class SlowReader extends Error {
  override readonly name = 'SlowReader'
  constructor() {
    super('A reader of a stream fell too far behind and was let go')
  }
}

function permitted(principal: TenantPrincipal, { permission }: StreamWish): boolean {
  try {
    authorize(principal, permission)
    return true
  } catch {
    return false
  }
}

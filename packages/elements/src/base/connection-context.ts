/**
 * The nearest connection above a component, asked for by the context protocol of the web components community group. The
 * key is a text, so that two copies of this package understand each other.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { type Connection, connectionOf } from './connection.ts'
import type { ConnectionSettings } from './settings.ts'

const KEY = 'agencyops/1'
const PROVIDED = 'agencyops-connection-provided'

type Told = (connection: Connection | undefined, stop?: () => void) => void

class ConnectionRequest extends Event {
  readonly context = KEY
  readonly subscribe = true
  readonly callback: Told
  constructor(callback: Told) {
    super('context-request', { bubbles: true, composed: true })
    this.callback = callback
  }
}

/** What stands above its host now, and what will. */
export class NearestConnection implements ReactiveController {
  value: Connection | undefined
  readonly #host: ReactiveControllerHost & HTMLElement
  #stop: (() => void) | undefined

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {
    document.addEventListener(PROVIDED, this.#ask)
    this.#ask()
  }

  hostDisconnected(): void {
    document.removeEventListener(PROVIDED, this.#ask)
    this.#stop?.()
    this.#stop = undefined
    this.value = undefined
  }

  readonly #ask = () => this.#host.dispatchEvent(new ConnectionRequest(this.#told))

  readonly #told: Told = (connection, stop) => {
    if (stop !== this.#stop) this.#stop?.()
    this.#stop = stop
    this.value = connection
    this.#host.requestUpdate()
  }
}

/**
 * Gives all components below `element` these settings, which win over `configure()` and lose to the component's own.
 * Answers a function that gives them others.
 */
export function provideConnection(
  element: HTMLElement,
  settings: ConnectionSettings,
): (settings: ConnectionSettings) => void {
  let connection = connectionOf(settings)
  const subscribers = new Map<Told, () => void>()
  element.addEventListener('context-request', (event) => {
    const { context, callback } = event as ConnectionRequest
    if (context !== KEY) return
    event.stopPropagation()
    const stop = subscribers.get(callback) ?? (() => void subscribers.delete(callback))
    subscribers.set(callback, stop)
    callback(connection, stop)
  })
  // Components that stand already ask again.
  document.dispatchEvent(new Event(PROVIDED))
  return (changed) => {
    connection = connectionOf(changed)
    for (const [callback, stop] of subscribers) callback(connection, stop)
  }
}

/** One session, one stream and one set of clients for all components that ask the same server for the same person. */
import { type Area, type Connected, connectLater } from '@agencyops/sdk/connect'
import { checkSession, fetchSessionFrom } from './fetch-session.ts'
import { type LiveListener, LiveStream } from './live-stream.ts'
import type { ConnectionSettings, EmbedSession, FetchSession } from './settings.ts'

export class Connection {
  readonly apiUrl: string
  /** The newest session, once one was asked for. */
  session: EmbedSession | undefined
  readonly #bind: ReturnType<typeof connectLater>
  readonly #live: LiveStream
  readonly #fetchSession: FetchSession
  #asking: Promise<EmbedSession> | undefined
  #unused: EmbedSession | undefined

  constructor(apiUrl: string, fetchSession: FetchSession) {
    this.apiUrl = apiUrl
    this.#fetchSession = fetchSession
    this.#bind = connectLater({ baseUrl: apiUrl, fetchSession: () => this.#next() })
    this.#live = new LiveStream(this)
  }

  /** Clients of these areas. All of a connection share its token and its one request for a new one. */
  areas<const A extends Record<string, Area<unknown>>>(areas: A): Connected<A> {
    return this.#bind(areas)
  }

  /** Who is before the page; asks for the first session where there is none yet. */
  async audience(): Promise<'member' | 'contact'> {
    const { subject_id } = this.session ?? (await this.#first())
    return subject_id.startsWith('contact_') ? 'contact' : 'member'
  }

  /** Whether the session lets the component do this; true where the host's server did not tell. The server decides. */
  allows(component: string, feature: string): boolean {
    const listed = this.session?.components
    if (!listed) return true
    const features = listed[component]?.features
    return component in listed && (!features || features.includes(feature))
  }

  /** Hears of changes from now on; `'gap'` says that some may have been missed. Answers the function that ends it. */
  onChange(listener: LiveListener): () => void {
    return this.#live.add(listener)
  }

  // The session that told who is before the page is the one that the first calls use.
  async #first(): Promise<EmbedSession> {
    this.#unused = await this.#ask()
    return this.#unused
  }

  async #next(): Promise<EmbedSession> {
    const session = this.#unused ?? (await this.#ask())
    this.#unused = undefined
    return session
  }

  #ask(): Promise<EmbedSession> {
    this.#asking ??= this.#fetchOnce().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  async #fetchOnce(): Promise<EmbedSession> {
    this.session = checkSession(await this.#fetchSession())
    return this.session
  }
}

const byUrl = new Map<string, Connection>()
const byFunction = new WeakMap<FetchSession, Map<string, Connection>>()

/** The connection of these settings, shared by all who give the same; undefined where they do not say enough. */
export function connectionOf({ apiUrl, sessionUrl, fetchSession }: ConnectionSettings): Connection | undefined {
  if (!apiUrl || !(fetchSession || sessionUrl)) return undefined
  const base = new URL(apiUrl, document.baseURI).href.replace(/\/$/, '')
  if (fetchSession) {
    const of = byFunction.get(fetchSession) ?? new Map<string, Connection>()
    byFunction.set(fetchSession, of)
    return kept(of, base, () => new Connection(base, fetchSession))
  }
  const url = new URL(sessionUrl as string, document.baseURI).href
  return kept(byUrl, `${base} ${url}`, () => new Connection(base, fetchSessionFrom(url)))
}

function kept(connections: Map<string, Connection>, key: string, make: () => Connection): Connection {
  const found = connections.get(key) ?? make()
  connections.set(key, found)
  return found
}

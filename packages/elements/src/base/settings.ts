import type { Replaced } from './strings.ts'

/** What the host's server answers for the person before the page: the answer of `embedSessions.create`, passed on whole. */
export interface EmbedSession {
  token: string | null
  /** Seconds from now. */
  expires_in: number
  /** `member_…` or `contact_…`: which of the API's two sides the components call. */
  subject_id: string
  components?: Readonly<Record<string, { readonly features?: readonly string[] } | undefined>>
  engagement_ids?: readonly string[] | null
  /** The tenant's, as an IANA name: instants are shown in it. UTC without. */
  time_zone?: string
  locale?: string
}

export type FetchSession = () => PromiseLike<EmbedSession>

/** Where the API is and who asks it. */
export interface ConnectionSettings {
  /** The API without `/v1`. */
  apiUrl?: string
  /** A path of the host's server that answers a session to POST. */
  sessionUrl?: string
  /** Instead of `sessionUrl`. Another function is another session. */
  fetchSession?: FetchSession
}

/** What holds for all components of a page unless an element says otherwise. */
export interface PageSettings extends ConnectionSettings {
  /** A BCP 47 tag; the page's `lang` unless told. */
  locale?: string
  theme?: 'light' | 'dark' | 'auto'
  density?: 'comfortable' | 'compact'
  /** By tag name: `{ 'agencyops-invoice': { print: 'Drucken' } }`; `common` is for all of them. */
  strings?: Readonly<Record<string, Replaced<Record<string, unknown>>>>
}

let page: PageSettings = {}
const listeners = new Set<() => void>()

/** Sets what holds for the page; what is left out stays. Components that stand already follow. */
export function configure(settings: PageSettings): void {
  page = { ...page, ...settings }
  for (const listener of [...listeners]) listener()
}

export function pageSettings(): PageSettings {
  return page
}

/** Answers the function that ends it. */
export function onConfigured(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What every component stands on: connection, words, formats, states, and a failure that stays its own. */
import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit'
import { version } from '../generated/version.ts'
import { themeStyles } from '../theme/theme.styles.ts'
import { buttonStyles } from '../ui/button.ts'
import { failureState, notice, staleBar, stateStyles } from '../ui/states.ts'
import { type Connection, connectionOf } from './connection.ts'
import { NearestConnection } from './connection-context.ts'
import { Format } from './format.ts'
import { tell } from './problem.ts'
import type { Resource } from './resource.ts'
import { type FetchSession, onConfigured, type PageSettings, pageSettings } from './settings.ts'
import { type CommonStrings, commonStrings, type Replaced } from './strings.ts'

/** The base of every component; none by itself. */
export abstract class AgencyOpsElement<Words extends object = object> extends LitElement {
  /** The version of this package, by which two copies on a page tell each other apart. */
  static readonly version: string = version

  static override properties: PropertyDeclarations = {
    apiUrl: { attribute: 'api-url' },
    sessionUrl: { attribute: 'session-url' },
    fetchSession: { attribute: false },
    locale: {},
    theme: { reflect: true },
    density: { reflect: true },
    strings: { attribute: false },
  }

  static override styles: CSSResultGroup = [themeStyles, stateStyles, buttonStyles]

  /** The API without `/v1`; of the page's `configure()` unless given. */
  declare apiUrl: string | undefined
  /** A path of the host's server that answers a session to POST. */
  declare sessionUrl: string | undefined
  /** Instead of `sessionUrl`; another function is another session, so keep one. */
  declare fetchSession: FetchSession | undefined
  /** A BCP 47 tag; the `lang` of the page unless given. */
  declare locale: string | undefined
  /** `light`, `dark`, or the page's own `color-scheme`. */
  declare theme: PageSettings['theme']
  /** `comfortable` or `compact`. */
  declare density: PageSettings['density']
  /** Words of the component that are to be others: `{ retry: 'Nochmals' }`. */
  declare strings: Replaced<Words & CommonStrings> | undefined

  /** @internal Who asks which server; undefined until both are known. */
  connection: Connection | undefined

  /** The words of the component, before anything is replaced. */
  protected abstract readonly ownStrings: Words
  /** What it shows; `render` puts it in its place, or a failure. */
  protected abstract content(): TemplateResult | symbol

  #crash: unknown
  #format: Format | undefined
  #text: (Words & CommonStrings) | undefined
  #stopConfigured: (() => void) | undefined
  readonly #nearest = new NearestConnection(this)

  override connectedCallback(): void {
    super.connectedCallback()
    this.#stopConfigured ??= onConfigured(() => this.#forget())
    this.#forget()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    // A move takes an element out and puts it back in one turn: then nothing has ended.
    queueMicrotask(() => {
      if (this.isConnected) return
      this.#stopConfigured?.()
      this.#stopConfigured = undefined
    })
  }

  /** @internal With it, `moveBefore` keeps all state. */
  connectedMoveCallback(): void {}

  /** @internal Words, with what the page and the element replace of them. */
  get text(): Words & CommonStrings {
    const { strings = {} } = pageSettings()
    this.#text ??= {
      ...commonStrings,
      ...this.ownStrings,
      ...strings.common,
      ...strings[this.localName],
      ...this.strings,
    } as Words & CommonStrings
    return this.#text
  }

  /** @internal Formats in the reader's locale and the tenant's zone. */
  get format(): Format {
    const locale = this.locale ?? pageSettings().locale ?? langOf(this) ?? navigator.language
    const zone = this.connection?.session?.time_zone ?? 'UTC'
    if (this.#format?.locale !== locale || this.#format.timeZone !== zone) this.#format = new Format(locale, zone)
    return this.#format
  }

  /** @internal */
  get rightToLeft(): boolean {
    return getComputedStyle(this).direction === 'rtl'
  }

  /** @internal Tells the host of what failed, as `agencyops-error`. */
  report(error: unknown): void {
    const problem = (error as { problem?: unknown })?.problem
    this.emit('agencyops-error', { ...tell(error, this.text), problem, error })
  }

  /** Dispatches an event that leaves the component; answers false where a host has prevented it. */
  protected emit(type: string, detail: unknown, options: { cancelable?: boolean } = {}): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, ...options }))
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('strings')) this.#text = undefined
    this.connection = this.#connect()
  }

  protected override update(changed: PropertyValues): void {
    try {
      super.update(changed)
    } catch (error) {
      this.#crash = error
      this.report(error)
      super.update(changed)
    }
  }

  protected override render(): unknown {
    if (this.#crash !== undefined) return failureState(tell(this.#crash, this.text), this.text, () => this.#recover())
    if (!this.connection) return notice(this.text.notSetUpTitle, this.text.notSetUpDetail)
    return this.content()
  }

  /** Loading, failed, or what `ready` makes of the value, under a bar where it is no longer the newest. */
  protected show<T>(
    resource: Resource<T>,
    states: { loading: () => TemplateResult; ready: (value: T) => TemplateResult },
  ): TemplateResult {
    const { value, error } = resource
    if (value === undefined && error === undefined) return states.loading()
    const told = tell(error, this.text)
    const retry = () => resource.refresh()
    if (value === undefined) return failureState(told, this.text, retry, resource.pending)
    const since = this.format.time(resource.loadedAt)
    return html`${resource.stale ? staleBar(told, since, this.text, retry, resource.pending) : nothing}${states.ready(value)}`
  }

  #connect(): Connection | undefined {
    const page = pageSettings()
    const own = this.fetchSession ?? this.sessionUrl
    if (own === undefined && this.apiUrl === undefined && this.#nearest.value) return this.#nearest.value
    return connectionOf({
      apiUrl: this.apiUrl ?? page.apiUrl,
      sessionUrl: own === undefined ? page.sessionUrl : this.sessionUrl,
      fetchSession: own === undefined ? page.fetchSession : this.fetchSession,
    })
  }

  #forget(): void {
    const { theme, density } = pageSettings()
    this.theme ??= theme
    this.density ??= density
    this.#text = undefined
    this.#format = undefined
    this.requestUpdate()
  }

  #recover(): void {
    this.#crash = undefined
    this.requestUpdate()
  }
}

/** The nearest `lang` above an element, through shadow roots. */
function langOf(element: Element): string | undefined {
  for (let at: Element | null = element; at; ) {
    const found: Element | null = at.closest('[lang]')
    if (found) return found.getAttribute('lang') || undefined
    const root = at.getRootNode()
    at = root instanceof ShadowRoot ? root.host : null
  }
  return undefined
}

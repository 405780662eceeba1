import type { AgencyOpsElement } from '../base/agencyops-element.ts'

/**
 * A part of a component that is loaded once it is wanted. Where it cannot be had the host hears of it, and the next who
 * wants it asks again.
 */
export class Later<T> {
  /** The part, once it is there. */
  value: T | undefined
  readonly #host: AgencyOpsElement
  readonly #load: () => Promise<T>
  #loading: Promise<T | undefined> | undefined

  constructor(host: AgencyOpsElement, load: () => Promise<T>) {
    this.#host = host
    this.#load = load
  }

  /** The part, undefined where it cannot be had. */
  get(): Promise<T | undefined> {
    this.#loading ??= this.#once()
    return this.#loading
  }

  async #once(): Promise<T | undefined> {
    try {
      this.value = await this.#load()
      this.#host.requestUpdate()
    } catch (error) {
      this.#loading = undefined
      this.#host.report(error)
    }
    return this.value
  }
}

import { type Area, bindArea, type Table } from './runtime/area.ts'
import type { ClientOptions } from './runtime/options.ts'
import { createTransport } from './runtime/transport.ts'

/** The methods of the areas that were handed in. */
export type Connected<A> = { readonly [K in keyof A]: A[K] extends Area<infer T> ? T : never }

/**
 * A client of these areas only, so that a bundle holds nothing else:
 * `connect({ fetchSession }, { deals })`. What runs on `AgencyOps` runs on it too.
 * @throws AgencyOpsError if the options are wrong, as `new AgencyOps` does.
 */
export function connect<const A extends Record<string, Area<unknown>>>(options: ClientOptions, areas: A): Connected<A> {
  return connectLater(options)(areas)
}

/**
 * For parts of a page that are loaded one by one and stand on one session: each binds the areas that it calls, and all
 * share one token and one request for a new one. `const bind = connectLater({ fetchSession }); bind({ deals }).deals`.
 * @throws AgencyOpsError if the options are wrong.
 */
export function connectLater(
  options: ClientOptions,
): <const A extends Record<string, Area<unknown>>>(areas: A) => Connected<A> {
  const send = createTransport(options)
  return <A extends Record<string, Area<unknown>>>(areas: A) => {
    const bound = Object.entries(areas).map(([name, table]) => [name, bindArea(send, table as Table, name)])
    return Object.fromEntries(bound) as Connected<A>
  }
}

export type { Area } from './runtime/area.ts'
export * from './runtime/errors.ts'
export { currencyDigits } from './runtime/format-amount.ts'
export type * from './runtime/options.ts'

import { ContextProvider, ContextRoot, createContext } from '@lit/context'
import { type Connection, connectionOf } from './connection.ts'
import type { ConnectionSettings } from './settings.ts'

/** The nearest connection above a component. The key is a text, so that two copies of this package understand each other. */
export const connectionContext = createContext<Connection | undefined>('agencyops/1')

let rooted = false

/** Holds the questions of components that stood before what answers them. */
export function rootContext(): void {
  if (rooted || typeof document === 'undefined') return
  rooted = true
  new ContextRoot().attach(document.documentElement)
}

/**
 * Gives all components below `element` these settings, which win over `configure()` and lose to the component's own.
 * Answers a function that gives them others.
 */
export function provideConnection(
  element: HTMLElement,
  settings: ConnectionSettings,
): (settings: ConnectionSettings) => void {
  const provider = new ContextProvider(element, { context: connectionContext, initialValue: connectionOf(settings) })
  // A plain element does not tell that it stands in the page: who asked before has to be told.
  provider.hostConnected()
  return (changed) => provider.setValue(connectionOf(changed))
}

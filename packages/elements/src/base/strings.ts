/** The words of a component: texts, and functions where something is put in. Hosts replace any of them. */
export type Strings<T> = { readonly [K in keyof T]: T[K] }

/** What a host replaces of them. */
export type Replaced<T> = { readonly [K in keyof T]?: T[K] }

/** What every component may have to say. */
export const commonStrings = {
  loading: 'Loading…',
  retry: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  requestId: (id: string) => `Request ${id}`,
  stale: (time: string) => `Not up to date. Last loaded at ${time}.`,
  offlineTitle: 'No connection',
  offlineDetail: 'The server could not be reached. What you typed is still here.',
  sessionTitle: 'Your session has ended',
  sessionDetail: 'Sign in again on this page, then try again. What you typed is still here.',
  failedTitle: 'Something went wrong',
  failedDetail: 'This part of the page could not be shown.',
  notSetUpTitle: 'Not set up',
  notSetUpDetail: 'Set api-url and session-url on the element, or call configure().',
}

export type CommonStrings = typeof commonStrings

import { removeTrailingSlash } from 'openapi-fetch'
import { AgencyOpsError } from './errors.ts'
import type { ClientOptions } from './options.ts'

interface Settings {
  /** Empty with a session. */
  apiKey: string
  fetchSession: ClientOptions['fetchSession']
  baseUrl: string
  timeout: number
  maxRetries: number
}

const environment = () => (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env ?? {}

const isPage = () => typeof (globalThis as { window?: { document?: unknown } }).window?.document === 'object'

/** Reads a client's options once; throws an AgencyOpsError that says the mend, and never prints a key. */
export function readSettings(options: ClientOptions): Settings {
  const { fetchSession, timeout = 60_000, maxRetries = 2 } = options
  const env = environment()
  if (options.apiKey && fetchSession) throw new AgencyOpsError('Give apiKey or fetchSession, not both.')
  const apiKey = fetchSession ? '' : (options.apiKey ?? env.AGENCYOPS_API_KEY ?? '')
  if (!apiKey && !fetchSession)
    throw new AgencyOpsError('Give apiKey (or set AGENCYOPS_API_KEY), or fetchSession in a web page.')
  if (apiKey && isPage() && !options.dangerouslyAllowBrowser)
    throw new AgencyOpsError(
      'A secret key does not belong in a web page, where every visitor can read it. Pass fetchSession instead.',
    )
  // fetch would print the whole key in its own complaint.
  if (/[^\x21-\x7e]/.test(apiKey)) throw new AgencyOpsError('apiKey has a space, a line end or another odd character.')
  const baseUrl = removeTrailingSlash(options.baseUrl ?? env.AGENCYOPS_BASE_URL ?? 'http://127.0.0.1:8787')
  return { apiKey, fetchSession, baseUrl, timeout, maxRetries }
}

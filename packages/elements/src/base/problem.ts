/** What to tell a person of what failed. */
import { AgencyOpsError, ApiError, ConnectionError } from '@agencyops/sdk/connect'
import { SessionError } from './fetch-session.ts'
import type { CommonStrings } from './strings.ts'

export interface Told {
  title: string
  detail: string
  requestId?: string
  /** Whether trying again can help. */
  again: boolean
}

/** The API's own words where it spoke. */
export function tell(error: unknown, text: CommonStrings): Told {
  if (isSessionOver(error)) return { title: text.sessionTitle, detail: text.sessionDetail, again: true }
  if (ApiError.is(error)) {
    const { title, detail, errors } = error.problem as {
      title?: string
      detail?: string
      errors?: { detail: string }[]
    }
    const all = errors?.length ? errors.map((one) => one.detail).join(' ') : detail
    return { title: title ?? text.failedTitle, detail: all ?? error.message, requestId: error.requestId, again: true }
  }
  if (ConnectionError.is(error) || isUnreachable(error))
    return { title: text.offlineTitle, detail: text.offlineDetail, again: true }
  if (AgencyOpsError.is(error)) return { title: text.failedTitle, detail: error.message, again: true }
  return { title: text.failedTitle, detail: text.failedDetail, again: true }
}

/** Whether the host's server, or the API, no longer knows the person. */
export function isSessionOver(error: unknown): boolean {
  if (error instanceof SessionError) return error.failure !== 'unreachable'
  return ApiError.is(error) && error.status === 401
}

const isUnreachable = (error: unknown) => error instanceof SessionError && error.failure === 'unreachable'

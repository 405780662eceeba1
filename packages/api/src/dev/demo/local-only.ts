import type { Context } from 'hono'
import { ProblemError } from '../../http/problem.ts'

const HERE = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/

interface Served {
  incoming?: { socket?: { remoteAddress?: string } }
}

/** Only a browser of this machine, at an address of this machine: a name that was bent to point here is refused. */
export function refuseOthers(context: Context): void {
  const peer = (context.env as Served | undefined)?.incoming?.socket?.remoteAddress
  if (HERE.test(new URL(context.req.url).host) && (peer === undefined || LOOPBACK.test(peer))) return
  throw new ProblemError('forbidden', { detail: 'The demo is shown on this machine only, at 127.0.0.1 and localhost.' })
}

/** Only the demo's own page: another one, also of this machine, has another origin. */
export function refuseOtherPages(context: Context): void {
  const { origin } = new URL(context.req.url)
  const site = context.req.header('sec-fetch-site') ?? 'same-origin'
  if (context.req.header('origin') === origin && site === 'same-origin') return
  throw new ProblemError('forbidden', { detail: 'Sessions of the demo are for its own page.' })
}

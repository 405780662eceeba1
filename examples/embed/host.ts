/** The server of your product, as far as the components need one: it knows who is signed in, and keeps the API key. */
import { AgencyOps } from '@agencyops/sdk'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'

export interface Settings {
  /** Where the API is: `https://psa.example`. */
  apiUrl: string
  /** A key with `embed_sessions:write` and what the components show. */
  apiKey: string
  /** Where browsers see this server: `https://app.example`. */
  origin: string
}

export function createHost({ apiUrl, apiKey, origin }: Settings): Hono {
  const client = new AgencyOps({ baseUrl: apiUrl, apiKey })
  const policy = `default-src 'none'; script-src 'self' ${apiUrl}; style-src 'self'; img-src data:; connect-src 'self' ${apiUrl}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

  /** Your login instead: who sends this request, and which member or contact that is. The firm's owner, here. */
  async function signedIn(_context: Context) {
    const [owner] = await client.members.list({ role: ['owner'] }).toArray({ limit: 1 })
    return owner && { agencyopsId: owner.id }
  }

  const host = new Hono()
  host.use(async (context, next) => {
    await next()
    context.header('Content-Security-Policy', policy)
  })
  host.post('/session', async (context) => {
    // Cookies come along from other websites, too; their origin tells them apart.
    if (context.req.header('Origin') !== origin) return context.text('Forbidden', 403)
    const user = await signedIn(context)
    if (!user) return context.text('Sign in first', 401)
    const session = await client.embedSessions.create({
      subject_id: user.agencyopsId,
      components: { pipeline_board: {} },
      origins: [origin],
    })
    return context.json(session, 200, { 'Cache-Control': 'no-store' })
  })
  return host.use(serveStatic({ root: './dist' }))
}

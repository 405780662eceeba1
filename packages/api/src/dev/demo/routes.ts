/** What `dev` serves beyond the API: the demo page, its script, and sessions for it. `serve` has none of it. */
import { readFile } from 'node:fs/promises'
import type { Context, Hono } from 'hono'
import { demoScripts } from '../../config/package-files.ts'
import { ProblemError } from '../../http/problem.ts'
import type { DemoClient } from '../../seed/demo-client.ts'
import { refuseOtherPages, refuseOthers } from './local-only.ts'
import { renderDemo } from './page.ts'
import { readDocuments, readPeople } from './read-demo.ts'
import { mintSession } from './session.ts'

/** The demo's tenant, and a client with its key. */
export interface Demo {
  tenant: { name: string }
  client: DemoClient
}

const FILES = new Set(['page.js'])

export function addDemo(app: Hono, opening: Promise<Demo>): void {
  app.get('/demo', async (context) => {
    refuseOthers(context)
    const { tenant, client } = await opening
    const people = await readPeople(client)
    const { origin } = new URL(context.req.url)
    return renderDemo({ tenantName: tenant.name, origin, people, ...(await readDocuments(client, people)) })
  })

  app.get('/demo/:file', async (context) => {
    refuseOthers(context)
    const name = context.req.param('file')
    if (!FILES.has(name)) throw new ProblemError('not_found', { detail: 'There is no such file.' })
    return new Response(await readFile(`${demoScripts}/${name}`, 'utf8'), {
      headers: {
        'Content-Type': 'text/javascript; charset=utf-8',
        'Cache-Control': 'no-cache',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  })

  app.post('/demo/session', async (context: Context) => {
    refuseOthers(context)
    refuseOtherPages(context)
    const { client } = await opening
    const { origin } = new URL(context.req.url)
    const session = await mintSession(client, await readPeople(client), context.req.query('as'), origin)
    if (!session) throw new ProblemError('not_found', { detail: 'Ask with ?as=member or ?as=contact.' })
    return Response.json(session, { headers: { 'Cache-Control': 'no-store' } })
  })
}

/** A balancer in front of several processes: it asks each whether it is ready, keeps connections, and repeats nothing. */
import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'

export interface Balancer {
  url: string
  /** How many requests each backend was given. */
  given: Map<string, number>
  close(): Promise<void>
}

export async function startBalancer(backends: readonly string[], probeMs: number): Promise<Balancer> {
  const ready = new Set(backends)
  const given = new Map(backends.map((url) => [url, 0]))
  const agents = new Map(backends.map((url) => [url, new Agent({ keepAlive: true })]))
  let turn = 0

  const probe = async (url: string) => {
    const status = await fetch(`${url}/readyz`).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200) ready.add(url)
    else ready.delete(url)
  }
  const probing = setInterval(() => void Promise.all(backends.map(probe)), probeMs)

  const server = createServer((incoming, outgoing) => {
    const choice = [...ready]
    const backend = choice[turn++ % choice.length]
    if (backend === undefined) {
      outgoing.writeHead(502).end()
      return
    }
    given.set(backend, (given.get(backend) ?? 0) + 1)
    const { connection: _, ...headers } = incoming.headers
    const options = { method: incoming.method, headers, agent: agents.get(backend) }
    const passed = request(backend + incoming.url, options, (answer) => {
      const { connection: __, 'keep-alive': ___, ...rest } = answer.headers
      outgoing.writeHead(answer.statusCode ?? 502, rest)
      answer.pipe(outgoing)
    })
    passed.on('error', (error) => {
      if (outgoing.headersSent) outgoing.destroy(error)
      else outgoing.writeHead(502, { 'X-Failure': error.message }).end()
    })
    incoming.pipe(passed)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    given,
    async close() {
      clearInterval(probing)
      for (const agent of agents.values()) agent.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** An API of the test's own: the command `dev` on a free loopback port and a folder that goes with it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface StartedServer {
  baseUrl: string
  platformKey: string
  /** The key of the demo's tenant. */
  apiKey: string
  stop(): Promise<void>
}

export async function startServer(): Promise<StartedServer> {
  const folder = await mkdtemp(join(tmpdir(), 'agencyops-dollar-trail-'))
  const port = await freePort()
  const command = fileURLToPath(new URL('../../../packages/api/bin/agencyops.js', import.meta.url))
  const server = spawn(process.execPath, [command, 'dev'], {
    env: { ...process.env, PORT: String(port), AGENCYOPS_DATA_DIR: folder, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await ready(server)
  const read = (file: string) => readFile(join(folder, file), 'utf8')
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    platformKey: (await read('platform-key')).trim(),
    apiKey: JSON.parse(await read('dev-credentials.json')).api_key,
    async stop() {
      server.kill('SIGTERM')
      if (server.exitCode === null) await once(server, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}

/** The last line that `dev` prints says how it is stopped. */
async function ready(child: ChildProcess): Promise<void> {
  let printed = ''
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    printed += chunk
    if (printed.includes('Ctrl-C')) return
  }
  throw new Error(`the server ended: ${printed}`)
}

/** A server in a process of its own, which tells its port, its CPU time and its memory. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface ServerProcess {
  port: number
  /** Microseconds of CPU used so far, user and system. */
  cpu(): Promise<number>
  /** Resident bytes. */
  memory(): Promise<number>
  stop(): Promise<void>
}

export async function startServer(file: string, settings: Record<string, unknown>): Promise<ServerProcess> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(settings)], {
    execArgv: ['--conditions=@agencyops/source'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const port = await answer<number>(child, 'port')
  const call = <T>(question: string) => {
    const result = answer<T>(child, question)
    child.send(question)
    return result
  }
  return {
    port,
    cpu: () => call<number>('cpu'),
    memory: () => call<number>('memory'),
    stop: async () => {
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill('SIGKILL')
      await gone
    },
  }
}

function answer<T>(child: ChildProcess, question: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const listen = (message: unknown) => {
      const told = message as Record<string, T>
      if (!(question in told)) return
      child.off('message', listen).off('exit', ended)
      resolve(told[question] as T)
    }
    const ended = (code: number | null) => reject(new Error(`the server ended with ${code}`))
    child.on('message', listen).once('exit', ended)
  })
}

/** The other side: call it in the server's process once it listens. */
export function report(port: number): void {
  process.send?.({ port })
  process.on('message', (question) => {
    if (question === 'cpu') {
      const { user, system } = process.cpuUsage()
      process.send?.({ cpu: user + system })
    }
    if (question === 'memory') process.send?.({ memory: process.memoryUsage().rss })
  })
  process.on('disconnect', () => process.exit(0))
}

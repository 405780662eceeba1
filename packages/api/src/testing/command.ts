/** Runs the command as a process of its own, from source, for tests. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../command/main.ts', import.meta.url))
const running = new Set<ChildProcess>()

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface RunningCommand {
  process: ChildProcess
  /** Resolves with what was written once it matches; rejects where the process ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  ended: Promise<Ended>
}

/** Only what is named here, and PATH, stands in its environment. */
export function startCommand(args: readonly string[], environment: Record<string, string> = {}): RunningCommand {
  const child = spawn(process.execPath, ['--conditions=@agencyops/source', main, ...args], {
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const written = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk) => (written.stdout += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk) => (written.stderr += chunk))
  const ended = once(child, 'close').then(([code, signal]) => {
    running.delete(child)
    return { code, signal, ...written } as Ended
  })
  return {
    process: child,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(written.stdout)
          if (match) resolve(match)
        }
        look()
        child.stdout.on('data', look)
        void ended.then(({ code, stdout, stderr }) => reject(new Error(`ended with ${code}: ${stdout}${stderr}`)))
      }),
  }
}

export const runCommand = (args: readonly string[], environment?: Record<string, string>) =>
  startCommand(args, environment).ended

/** Ends what still runs. */
export async function stopCommands(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      child.kill('SIGKILL')
      return once(child, 'close')
    }),
  )
}

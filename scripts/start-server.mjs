import { spawn } from 'node:child_process'
import os from 'node:os'
import { reportFailure } from './run.mjs'
import { whenRunnerEnds } from './runner.mjs'
import { env, node } from './toolchain.mjs'

/** Runs the command in a process of its own, by the workspace's Node; signals go to it, and its end is this one's. */
export function startServer(command, args) {
  const guard = new URL('end-with-parent.mjs', import.meta.url).href
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc']
  const server = spawn(node, ['--import', guard, command, ...args], { env, stdio })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
  whenRunnerEnds(() => server.kill('SIGTERM'))
  server.once('error', (error) => {
    reportFailure(error)
    process.exit(1)
  })
  server.once('exit', (code, signal) => process.exit(code ?? 128 + os.constants.signals[signal]))
}

#!/usr/bin/env node
/** `npm start`: brings what is missing, then hands over to `agencyops dev` with the arguments given. */
import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { reportFailure } from './run.mjs'
import { env, node, prepare, root } from './toolchain.mjs'

await prepare()

const command = path.join(root, 'packages/api/bin/agencyops.js')
const guard = new URL('end-with-parent.mjs', import.meta.url).href
// In a group of its own, so that Ctrl-C reaches the server once, from here, and not also from the terminal.
const server = spawn(node, ['--import', guard, command, 'dev', ...process.argv.slice(2)], {
  env,
  detached: true,
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
})

// npm passes on the Ctrl-C that the terminal has sent already: the two are one.
let passedAt = Number.NEGATIVE_INFINITY
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (performance.now() - passedAt < 500) return
    passedAt = performance.now()
    server.kill(signal)
  })
}

// A package runner that is killed outright takes nothing with it, so its end is looked for.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && server.kill('SIGTERM'), 500).unref()
}

server.once('error', (error) => {
  reportFailure(error)
  process.exit(1)
})
server.once('exit', (code, signal) => process.exit(code ?? 128 + os.constants.signals[signal]))

#!/usr/bin/env node
/**
 * `npm start`: brings what is missing, then runs `agencyops dev` with the arguments given. It is run by the workspace's
 * Node where that is there, and with one thread for V8's own work: more of them take from the start what they give later.
 */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { whenRunnerEnds } from './runner.mjs'
import { node, prepare, root } from './toolchain.mjs'

const command = path.join(root, 'packages/api/bin/agencyops.js')
const args = ['dev', ...process.argv.slice(2)]
const worked = await prepare()

if (worked || node !== process.execPath) {
  const { startServer } = await import('./start-server.mjs')
  startServer(command, args)
} else {
  // With all in place this process becomes the server: another one would take its time to begin.
  whenRunnerEnds(() => process.kill(process.pid, 'SIGTERM'))
  process.argv = [node, command, ...args]
  await import(pathToFileURL(command).href)
}

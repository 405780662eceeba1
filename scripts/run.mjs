import { spawn } from 'node:child_process'

/** A program that ended otherwise than with 0. `output` is all that it wrote. */
export class ProgramFailed extends Error {
  constructor(command, code, output) {
    super(`${command} ended with ${code}`)
    this.code = code
    this.output = output
  }
}

const running = new Set()

/** Runs a program quietly and answers what it wrote, both streams as one text. Throws `ProgramFailed`. */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    running.add(child)
    let output = ''
    const collect = (chunk) => {
      output += chunk
    }
    child.stdout.setEncoding('utf8').on('data', collect)
    child.stderr.setEncoding('utf8').on('data', collect)
    child.once('error', (error) => {
      running.delete(child)
      reject(error)
    })
    child.once('close', (code, signal) => {
      running.delete(child)
      if (code === 0) resolve(output)
      else reject(new ProgramFailed([program, ...args].join(' '), code ?? signal, output))
    })
  })
}

/** Says why something could not be brought, with what the failing program wrote. */
export function reportFailure(error) {
  process.stderr.write(`\n${error.output ?? ''}\n${error.output === undefined ? error.stack : error.message}\n`)
}

/**
 * From now on an interruption ends what `run` has started, then this process. The answer takes that back.
 */
export function stopWithChildren() {
  const stop = () => {
    for (const child of running) child.kill('SIGTERM')
    const deadline = performance.now() + 5000
    setInterval(() => {
      if (running.size === 0 || performance.now() > deadline) process.exit(130)
    }, 50)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.once(signal, stop)
  return () => {
    for (const signal of signals) process.removeListener(signal, stop)
  }
}

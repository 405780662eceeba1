/**
 * `npm test`: every check of the project in order, each timed; `npm test -- unit server` runs only those named.
 * Ends with 0 when all passed. A step that could not run is named, and fails the run under CI=true.
 */
import { CouldNotRun } from './could-not-run.mjs'
import { progress } from './progress.mjs'
import { stopWithChildren } from './run.mjs'
import { steps } from './test-steps.mjs'
import { prepare } from './toolchain.mjs'

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  process.stderr.write(
    `There is no step ${unknown.join(', ')}. The steps: ${steps.map(({ name }) => name).join(', ')}\n`,
  )
  process.exit(2)
}
const toRun = steps.filter(({ name }) => chosen.length === 0 || chosen.includes(name))

await prepare({ build: false })
stopWithChildren()
const results = []
for (const step of toRun) results.push(await runStep(step))

const width = Math.max(...results.map(({ name }) => name.length))
process.stdout.write('\n')
for (const { name, state, seconds, note } of results) {
  process.stdout.write(`  ${name.padEnd(width)}  ${seconds.padStart(6)} s  ${state}${note ? `  ${note}` : ''}\n`)
}
const strict = process.env.CI === 'true' || process.env.CI === '1'
const bad = results.filter(({ state }) => state === 'failed' || (strict && state === 'could not run'))
const counts = `${sum('passed')} passed, ${sum('failed')} failed`
process.stdout.write(`\n${counts}${bad.length > 0 ? `; not green: ${bad.map(({ name }) => name).join(', ')}` : ''}\n`)
process.exit(bad.length > 0 ? 1 : 0)

async function runStep(step) {
  const startedAt = performance.now()
  const outcome = await progress(step.title, async () => {
    try {
      return { state: 'passed', ...(await step.run()) }
    } catch (error) {
      if (error instanceof CouldNotRun) return { state: 'could not run', note: error.message, ...error.counts }
      return { state: 'failed', error, ...error.counts }
    }
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  if (outcome.error) process.stdout.write(`${outcome.error.output ?? outcome.error.stack}\n`)
  return { name: step.name, seconds, ...outcome }
}

function sum(count) {
  return results.reduce((total, result) => total + (result[count] ?? 0), 0)
}

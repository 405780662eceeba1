import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { CouldNotRun } from './could-not-run.mjs'
import { run } from './run.mjs'
import { env, root } from './toolchain.mjs'

/** Tests that need a program which a bare machine lacks stand here; they say so where it is not. */
const OPTIONAL = 'tests/faults/'

/** Runs one project of vitest, with more in its environment, and answers its counts. A skipped test is named, and is no pass. */
export async function vitest(project, more = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'agencyops-tests-'))
  const report = path.join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  try {
    const output = await run('vitest', ['run', '--project', project, ...reporters], {
      cwd: root,
      env: { ...env, NO_COLOR: '1', ...more },
    }).catch((error) => {
      throw Object.assign(error, { counts: countsOf(report) })
    })
    const counts = countsOf(report)
    if (counts.passed + counts.failed === 0) throw new CouldNotRun('there are no tests')
    const note = [`${counts.passed} passed`, serverOf(output)].filter(Boolean).join(', ')
    const skipped = counts.skipped.filter(({ file }) => !file.includes(OPTIONAL))
    if (skipped.length > 0) throw new CouldNotRun(`skipped: ${names(skipped)}`, counts)
    return { ...counts, note: counts.skipped.length > 0 ? `${note}; could not run: ${names(counts.skipped)}` : note }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function countsOf(report) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: [] }
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const counts = { passed: 0, failed: 0, skipped: [] }
  for (const { name: file, status, assertionResults } of testResults) {
    let failedHere = 0
    for (const test of assertionResults) {
      if (test.status === 'passed') counts.passed++
      else if (test.status === 'failed') failedHere++
      else counts.skipped.push({ file, name: test.fullName })
    }
    // A file that could not be loaded, or whose hook failed, has no failed test to show for it.
    counts.failed += status === 'failed' ? Math.max(1, failedHere) : failedHere
  }
  return counts
}

function serverOf(output) {
  return output.split('\n').find((line) => line.startsWith('PostgreSQL '))
}

function names(tests) {
  return tests.map(({ name }) => name).join('; ')
}

/** The `agencyops` command. */
import { CommanderError } from 'commander'
import { explain } from './failure.ts'
import { wrong } from './output.ts'
import { createProgram } from './program.ts'

const WRONG_USAGE = 2

/** Runs the command and ends the process with its code, unless it serves: 0 done, 1 failed, 2 wrong usage. */
export async function main(argv: readonly string[]): Promise<void> {
  // Whoever reads may stop reading: `agencyops openapi | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  try {
    await createProgram().parseAsync(argv)
  } catch (error) {
    // Commander has said already what is wrong.
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : WRONG_USAGE)
    const { sentence, exitCode } = explain(error)
    process.stderr.write(
      argv.includes('--json')
        ? `${JSON.stringify({ error: sentence, exit_code: exitCode })}\n`
        : `${wrong('agencyops:')} ${sentence}\n`,
    )
    process.exit(exitCode)
  }
}

if (process.argv[1] === import.meta.filename) await main(process.argv)

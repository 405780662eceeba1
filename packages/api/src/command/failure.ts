/** An end that the command foresees: one sentence, and a code that means something. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly exitCode: 1 | 2
  constructor(sentence: string, exitCode: 1 | 2 = 1) {
    super(sentence)
    this.exitCode = exitCode
  }
}

/** Wrong usage: a setting, an option or an argument that cannot be used. */
export const wrongUsage = (sentence: string) => new Failure(sentence, 2)

/** Errors whose message was written for whoever runs the command, by name, with their exit codes. */
const FORESEEN: Record<string, number> = { ConfigError: 2, FolderInUse: 1, CannotListen: 1, NotMigrated: 1 }

/** What to say of an error, and the code to end with. */
export function explain(error: unknown): { sentence: string; exitCode: number } {
  if (error instanceof Failure) return { sentence: error.message, exitCode: error.exitCode }
  if (!(error instanceof Error)) return { sentence: String(error), exitCode: 1 }
  const exitCode = FORESEEN[error.name]
  if (exitCode !== undefined) return { sentence: error.message, exitCode }
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') {
    return { sentence: 'The database does not answer: check DATABASE_URL and whether it runs.', exitCode: 1 }
  }
  if (code === 'EACCES' || code === 'EROFS') {
    return {
      sentence: `${error.message}: give this user the right, or set AGENCYOPS_DATA_DIR to another folder.`,
      exitCode: 1,
    }
  }
  return { sentence: process.env.LOG_LEVEL === 'debug' ? String(error.stack) : error.message, exitCode: 1 }
}

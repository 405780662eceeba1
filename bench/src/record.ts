/** The statements that one request of the app sends, as the bare server is to repeat them. */
import { type Statement, Wire } from '../../packages/api/src/db/wire.ts'

export interface RecordedStatement {
  name?: string
  sql: string
  parameters: unknown[]
}

/** Runs `request` and answers what left on the wire meanwhile, credentials' look-ups aside. */
export async function recordStatements(request: () => Promise<unknown>): Promise<RecordedStatement[]> {
  const recorded: RecordedStatement[] = []
  const original = Wire.prototype.send
  Wire.prototype.send = function (statements: readonly Statement[]) {
    for (const { name, sql, parameters } of statements) {
      recorded.push({ ...(name && { name }), sql, parameters: [...parameters] })
    }
    return original.call(this, statements)
  }
  try {
    await request()
  } finally {
    Wire.prototype.send = original
  }
  return recorded
}

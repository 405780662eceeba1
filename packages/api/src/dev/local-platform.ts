/** The platform that `dev` makes its tenants under. Its key stays in the data folder. */

import type { MigrationTarget } from '../db/migrate.ts'
import { createPlatform, knowsPlatformKey } from '../db/platforms.ts'
import { systemClock } from '../primitives/machine-clock.ts'
import { readPrivate, writePrivate } from '../server/private-file.ts'

/** The platform's key, read from the file where it still stands in the database, else of a platform made now. */
export async function localPlatformKey(target: MigrationTarget, file: string): Promise<string> {
  const known = await readPrivate(file)
  if (known && (await knowsPlatformKey(target, known))) return known
  const { keySecret } = await createPlatform(target, 'Local', systemClock.now())
  await writePrivate(file, `${keySecret}\n`)
  return keySecret
}

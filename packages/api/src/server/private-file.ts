/** Small files that only their owner may read. */
import { randomBytes } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'

/** Undefined where there is none. */
export async function readPrivate(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Written aside, synced, then renamed: whole or not at all, whenever the process ends. */
export async function writePrivate(file: string, text: string): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}`
  const handle = await open(aside, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(aside, file)
}

/** The secret of a data folder, made where there is none yet. */
export async function folderSecret(file: string): Promise<string> {
  const known = await readPrivate(file)
  if (known) return known
  const secret = randomBytes(32).toString('base64url')
  await writePrivate(file, `${secret}\n`)
  return secret
}

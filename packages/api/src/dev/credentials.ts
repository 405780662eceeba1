/** What `dev` tells whoever wants to call it: a file that only its owner may read. */
import { join } from 'node:path'
import { readPrivate, writePrivate } from '../server/private-file.ts'

export interface Credentials {
  api_key: string
  tenant_id: string
  /** With `/v1`. */
  api_url: string
}

const fileIn = (folder: string) => join(folder, 'dev-credentials.json')

/** Undefined where there are none, or none that can be read. */
export async function readCredentials(folder: string): Promise<Credentials | undefined> {
  const text = await readPrivate(fileIn(folder))
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Credentials)
  } catch {
    return undefined
  }
}

export async function writeCredentials(folder: string, credentials: Credentials): Promise<void> {
  await writePrivate(fileIn(folder), `${JSON.stringify(credentials, null, 2)}\n`)
}

/** Keys derived from the configured secrets. The first secret signs and seals; all of them verify and open. */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

export interface DerivedKey {
  /** Names the secret that it came from, without revealing it. */
  id: string
  key: Uint8Array
}

export interface Secrets {
  /** Keys for one purpose, the current one first. */
  derive(purpose: string): readonly DerivedKey[]
  /** Encrypts a text so that it opens only with the same context. */
  seal(text: string, context: string): string
  /** Undefined where the text was sealed with a secret that is no longer configured, or for another context. */
  open(sealed: string, context: string): string | undefined
}

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

/** `secrets`: one or more texts of at least 32 characters, the newest first. */
export function createSecrets(secrets: readonly string[]): Secrets {
  const derived = new Map<string, DerivedKey[]>()

  function derive(purpose: string): DerivedKey[] {
    let keys = derived.get(purpose)
    if (!keys) {
      keys = secrets.map((secret) => ({
        id: createHash('sha256').update(`key id ${secret}`).digest('hex').slice(0, 12),
        key: new Uint8Array(hkdfSync('sha256', secret, 'agencyops', purpose, KEY_BYTES)),
      }))
      derived.set(purpose, keys)
    }
    return keys
  }

  return {
    derive,
    seal(text, context) {
      const { id, key } = derive('seal')[0] as DerivedKey
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `${id}.${sealed.toString('base64url')}`
    },
    open(sealed, context) {
      const [id, payload = ''] = sealed.split('.')
      const known = derive('seal').find((one) => one.id === id)
      if (!known) return undefined
      const bytes = Buffer.from(payload, 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', known.key, bytes.subarray(0, IV_BYTES))
        decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-TAG_BYTES))
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}

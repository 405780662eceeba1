/** The secret of a magic link. It names its tenant, so that its hash is looked for under that tenant alone. */
import { createHash, randomBytes } from 'node:crypto'

const FORM = /^ao_link_([1-9]\d{0,9})_[\w-]{32}$/
const RANDOM_BYTES = 24
const LARGEST_TENANT = 2 ** 31 - 1

export interface LinkSecret {
  tenantId: number
  hash: Uint8Array
}

export function newLinkSecret(tenantId: number): string {
  return `ao_link_${tenantId}_${randomBytes(RANDOM_BYTES).toString('base64url')}`
}

/** Undefined for what cannot be a secret; that needs no look into the database. */
export function readLinkSecret(text: string): LinkSecret | undefined {
  const tenantId = Number(FORM.exec(text)?.[1])
  return tenantId <= LARGEST_TENANT ? { tenantId, hash: hashLinkSecret(text) } : undefined
}

/** High entropy needs neither salt nor a slow hash. */
export function hashLinkSecret(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}

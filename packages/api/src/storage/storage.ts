/** Where the bytes of files lie. Names, types and hashes stand in rows; this keeps bytes by key. */
import type { Readable } from 'node:stream'

export interface StoredBytes {
  size: number
  sha256: string
}

export interface KeptBytes {
  key: string
  size: number
  /** When they were kept, by the clock of the storage, in milliseconds since 1970. */
  keptAtMs: number
}

export interface Storage {
  /**
   * Keeps the stream under a key that nothing else writes; whole or not at all.
   * Throws `TooLarge` once more than `maxBytes` arrived.
   */
  put(key: string, bytes: Readable, maxBytes: number): Promise<StoredBytes>
  /** Throws where nothing is kept under the key. */
  get(key: string): Promise<Readable>
  remove(key: string): Promise<void>
  /** What is kept under keys that begin with the prefix, which ends with `/`; in no order. */
  list(prefix: string): AsyncIterable<KeptBytes>
}

export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

/** Files on disk: written aside, synced, then renamed to a key that nothing else writes. */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Storage, TooLarge } from './storage.ts'

const KEY = /^[0-9a-z]+(\/[0-9a-z-]+)+$/

const ifMissing = (error: NodeJS.ErrnoException) => {
  if (error.code !== 'ENOENT') throw error
  return undefined
}

export function diskStorage(folder: string): Storage {
  const place = (key: string) => {
    if (!KEY.test(key)) throw new TypeError(`${key} is no storage key`)
    return join(folder, 'files', key)
  }
  return {
    async put(key, bytes, maxBytes) {
      // The stream may break before the pipeline below listens; that one still fails on it.
      bytes.on('error', () => undefined)
      const target = place(key)
      const staging = join(folder, 'staging', randomUUID())
      await mkdir(dirname(staging), { recursive: true })
      const hash = createHash('sha256')
      let size = 0
      const meter = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          size += chunk.byteLength
          if (size > maxBytes) return done(new TooLarge(`more than ${maxBytes} bytes`))
          hash.update(chunk)
          done(null, chunk)
        },
      })
      try {
        await pipeline(bytes, meter, createWriteStream(staging, { flags: 'wx', mode: 0o600 }))
        const handle = await open(staging, 'r')
        await handle.sync()
        await handle.close()
        await mkdir(dirname(target), { recursive: true })
        await rename(staging, target)
      } catch (error) {
        await rm(staging, { force: true })
        throw error
      }
      return { size, sha256: hash.digest('hex') }
    },
    async get(key) {
      await access(place(key))
      return createReadStream(place(key))
    },
    remove: (key) => rm(place(key), { force: true }),
    async *list(prefix) {
      const at = place(`${prefix}x`).slice(0, -1)
      const folder = await opendir(at, { recursive: true }).catch(ifMissing)
      for await (const entry of folder ?? []) {
        if (!entry.isFile()) continue
        const path = join(entry.parentPath, entry.name)
        const found = await stat(path).catch(ifMissing)
        if (!found) continue
        const key = `${prefix}${relative(at, path).replaceAll(sep, '/')}`
        yield { key, size: found.size, keptAtMs: found.mtimeMs }
      }
    },
  }
}

import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { beforeEach, describe, expect, it } from 'vitest'
import { diskStorage } from './disk.ts'
import { type KeptBytes, type Storage, TooLarge } from './storage.ts'

let folder: string
let storage: Storage

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'agencyops-disk-'))
  storage = diskStorage(folder)
})

const kept = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)

async function listed(prefix: string): Promise<KeptBytes[]> {
  const all: KeptBytes[] = []
  for await (const one of storage.list(prefix)) all.push(one)
  return all
}

describe('storage on disk', () => {
  it('keeps bytes whole, with their size and hash', async () => {
    const stored = await storage.put('t1/a', Readable.from([Buffer.from('ab'), Buffer.from('c')]), 3)
    expect(stored).toEqual({ size: 3, sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' })
    expect(await text(await storage.get('t1/a'))).toBe('abc')
    await storage.remove('t1/a')
    await storage.remove('t1/a')
    await expect(storage.get('t1/a')).rejects.toThrow()
  })

  it('leaves nothing of a stream that is too long or breaks', async () => {
    await expect(storage.put('t1/a', Readable.from([Buffer.alloc(4)]), 3)).rejects.toThrow(TooLarge)
    const breaking = new Readable({ read() {} })
    const putting = storage.put('t1/b', breaking, 100)
    breaking.push('half')
    breaking.destroy(new Error('the line went dead'))
    await expect(putting).rejects.toThrow()
    expect(await kept()).toEqual([])
  })

  it('lists what is kept under a prefix, and nothing of another', async () => {
    for (const key of ['t1/a', 't1/b-2', 't10/c']) await storage.put(key, Readable.from([Buffer.from('abc')]), 3)
    const kept = await listed('t1/')
    expect(kept.map(({ key, size }) => [key, size]).sort()).toEqual([
      ['t1/a', 3],
      ['t1/b-2', 3],
    ])
    expect(kept.every(({ keptAtMs }) => Math.abs(Date.now() - keptAtMs) < 60_000)).toBe(true)
    expect(await listed('t2/')).toEqual([])
  })

  it.each(['../a', '/etc/passwd', 't1/../../a', 't1', 't1/A', 't1/a/', 't1//a', 't1/a\0'])(
    'refuses %j as a key',
    async (key) => {
      await expect(async () => storage.put(key, Readable.from(['x']), 10)).rejects.toThrow(TypeError)
      await expect(async () => storage.get(key)).rejects.toThrow(TypeError)
      await expect(async () => storage.remove(key)).rejects.toThrow(TypeError)
      if (!key.startsWith('t1')) await expect(() => listed(key)).rejects.toThrow(TypeError)
    },
  )
})

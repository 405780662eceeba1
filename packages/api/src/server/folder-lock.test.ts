import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FolderInUse, lockFolder } from './folder-lock.ts'

let parent: string
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'agencyops-lock-'))
})
afterAll(() => rm(parent, { recursive: true, force: true }))

test('of many that want a folder at once, one gets it; the others are told by whom it is held', async () => {
  const folder = join(parent, 'data')
  const tried = await Promise.allSettled(Array.from({ length: 10 }, () => lockFolder(folder)))
  const held = tried.filter((one) => one.status === 'fulfilled')
  expect(held).toHaveLength(1)
  for (const one of tried) {
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ name: 'FolderInUse', pid: process.pid })
  }
  expect((await stat(folder)).mode & 0o777).toBe(0o700)

  // The same folder by another path is the same folder; another one is free.
  await expect(lockFolder(join(parent, 'other', '..', 'data'))).rejects.toThrow(FolderInUse)
  const other = await lockFolder(join(parent, 'other'))
  await other.release()

  await held[0]?.value.release()
  const again = await lockFolder(folder)
  await again.release()
})

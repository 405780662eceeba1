/** One process for one data folder. The kernel holds the lock and lets go of it when the process ends, however it ends. */
import { mkdir, stat } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface FolderLock {
  release(): Promise<void>
}

/** The folder is in use. `pid` is the process that uses it, where it said so. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
  readonly pid: number | undefined
  constructor(folder: string, pid: number | undefined) {
    super(
      `Another process${pid === undefined ? '' : ` (${pid})`} uses the data folder ${folder}: stop it, or set AGENCYOPS_DATA_DIR to another folder.`,
    )
    this.pid = pid
  }
}

/** Makes the folder where it is absent, for its owner only. Throws `FolderInUse`. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { dev, ino } = await stat(folder)
  const address = addressOf(`agencyops-${dev}-${ino}`)
  // Whoever finds the folder taken is told by whom.
  const server = createServer((socket) => socket.on('error', () => undefined).end(String(process.pid)))
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(address, resolve)
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new FolderInUse(folder, await holder(address))
  }
  server.unref()
  return { release: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** Linux has names for sockets that are no files, so that none is left behind by a process that was killed. */
function addressOf(name: string): string {
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`)
}

function holder(address: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(address)
      .setEncoding('utf8')
      .setTimeout(1000, () => socket.destroy())
      .on('data', (chunk) => (text += chunk))
      .on('error', () => undefined)
      .on('close', () => resolve(/^\d+$/.test(text) ? Number(text) : undefined))
  })
}

/** A file's bytes as an answer: always a download, never a page. */
import { matchesNone } from '../../http/etag.ts'
import { Reply } from '../../http/operation.ts'
import type { Storage } from '../../storage/storage.ts'
import { contentDisposition, servedType } from './rules/served-type.ts'

/** What of a file a download needs. */
export interface Downloadable {
  name: string
  content_type: string
  size: number
  sha256: string
  storage_key: string
}

/** `ifNoneMatch`: the request's header; its bytes never change, so a match is answered 304. */
export function downloadReply(storage: Storage, file: Downloadable, ifNoneMatch: string | null): Reply {
  const tag = `"${file.sha256}"`
  const headers = { ETag: tag, 'Cache-Control': 'private, no-cache', Vary: 'Authorization' }
  if (matchesNone(ifNoneMatch, tag)) return new Reply(null, headers, 304)
  return new Reply(bytesOf(storage, file.storage_key), {
    ...headers,
    'Content-Type': servedType(file.content_type),
    'Content-Length': String(file.size),
    'Content-Disposition': contentDisposition(file.name),
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
  })
}

/** Opened when the first bytes are wanted: HEAD wants none. */
function bytesOf(storage: Storage, key: string): ReadableStream {
  let chunks: AsyncIterator<Uint8Array> | undefined
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        chunks ??= (await storage.get(key))[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await chunks?.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

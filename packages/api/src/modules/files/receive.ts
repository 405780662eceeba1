/** Reads a form with one file, and streams that to storage. */
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import { fileTypeFromBuffer } from 'file-type'
import { invalidField, ProblemError } from '../../http/problem.ts'
import { type Storage, TooLarge } from '../../storage/storage.ts'
import { fileName } from './rules/file-name.ts'
import { UNKNOWN_TYPE } from './rules/served-type.ts'

const HEAD_BYTES = 65_536

export interface Received {
  name: string
  contentType: string
  size: number
  sha256: string
}

/**
 * Keeps the bytes of the part `file` under `key`. Throws 413 beyond `maxBytes`, 415 for another body, 422 for a form
 * that is not one file; then nothing is kept.
 */
export async function receiveFile(source: Request, storage: Storage, key: string, maxBytes: number): Promise<Received> {
  const type = source.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type) || !source.body) throw wrongType()
  let form: busboy.Busboy
  try {
    form = busboy({
      headers: { 'content-type': type },
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 0, parts: 2, headerPairs: 20 },
    })
  } catch {
    throw wrongType()
  }
  let keeping: Promise<Received> | undefined
  let fault: ProblemError | undefined
  let broken = false
  form.on('error', () => {
    broken = true
  })
  form.on('file', (field, bytes, info) => {
    // The parser goes on to the end of its chunk; what it begins there never ends.
    if (fault || broken) {
      bytes.on('error', () => undefined).resume()
      return
    }
    if (field === 'file') {
      keeping = keep(bytes, fileName(info.filename ?? ''), storage, key, maxBytes)
      // Ends the reading of the form; the error itself is awaited below.
      keeping.catch((error) => form.destroy(error as Error))
      return
    }
    fault = invalidField(
      `#/${field}`,
      'unknown_field',
      `There is no part ${field}. The file goes into the part "file".`,
    )
    bytes.on('error', () => undefined).resume()
  })
  for (const event of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
    form.on(event, () => {
      fault ??= invalidField('#', 'too_many', 'Send one part, "file", and nothing else.')
    })
  }
  const [reading, kept] = await Promise.allSettled([
    pipeline(Readable.fromWeb(source.body as never), form),
    // Known only once the form has begun, so it is looked for at the end.
    new Promise<void>((resolve) => form.once('close', resolve)).then(() => keeping),
  ])
  const failure = fault ?? failureOf(kept) ?? failureOf(reading)
  const received = kept.status === 'fulfilled' ? kept.value : undefined
  if (!failure && received) return received
  if (received) await storage.remove(key)
  if (failure instanceof ProblemError) throw failure
  if (failure instanceof TooLarge) {
    throw new ProblemError('payload_too_large', { detail: `A file may have at most ${maxBytes} bytes.` })
  }
  if (failure && isBroken(failure)) throw invalidField('#', 'malformed', 'The form is cut off or broken.')
  if (failure) throw failure
  throw invalidField('#/file', 'required', 'Send the file in a part named "file".')
}

function failureOf(result: PromiseSettledResult<unknown>): unknown {
  return result.status === 'rejected' ? result.reason : undefined
}

// Errors of the parser and of an aborted request carry no system code; those of a disk do.
function isBroken(failure: unknown): boolean {
  const { code } = failure as { code?: string }
  return code === undefined || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET'
}

async function keep(bytes: Readable, name: string, storage: Storage, key: string, maxBytes: number): Promise<Received> {
  const head: Buffer[] = []
  let length = 0
  const peek = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (length < HEAD_BYTES) head.push(chunk.subarray(0, HEAD_BYTES - length))
      length += chunk.byteLength
      done(null, chunk)
    },
  })
  bytes.once('error', (error) => peek.destroy(error))
  const { size, sha256 } = await storage.put(key, bytes.pipe(peek), maxBytes)
  return { name, contentType: await typeOf(Buffer.concat(head), length <= HEAD_BYTES), size, sha256 }
}

/** Told by the bytes: what names itself, else text where it reads as text, else unknown. */
async function typeOf(head: Buffer, whole: boolean): Promise<string> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  if (found) return found.mime
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !whole })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells bytes from text.
    return head.byteLength > 0 && !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? 'text/plain' : UNKNOWN_TYPE
  } catch {
    return UNKNOWN_TYPE
  }
}

function wrongType(): ProblemError {
  return new ProblemError('unsupported_media_type', { detail: 'Send multipart/form-data with one part, "file".' })
}

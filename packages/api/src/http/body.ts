/** Reads a JSON body: bounded in bytes, strict in form. */
import { ProblemError } from './problem.ts'

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Throws 413 once more than `maxBytes` arrived, whatever a header says, and 400 where the client has gone. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const announced = request.headers.get('content-length')
  if (announced !== null && Number(announced) > maxBytes) throw tooLarge(maxBytes)
  try {
    return decode(await readBytes(request, announced, maxBytes))
  } catch (error) {
    throw error instanceof ProblemError ? error : malformed('The body was cut off.')
  }
}

async function readBytes(request: Request, announced: string | null, maxBytes: number): Promise<Uint8Array> {
  if (announced !== null && /^\d+$/.test(announced)) return new Uint8Array(await request.arrayBuffer())
  if (!request.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge(maxBytes: number): ProblemError {
  return new ProblemError('payload_too_large', { detail: `The body may have at most ${maxBytes} bytes.` })
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw malformed('The body is not UTF-8.')
  }
}

const malformed = (detail: string) =>
  new ProblemError('malformed_request', { detail, errors: [{ code: 'malformed', pointer: '#', detail }] })

/** An empty body is no body. Of a member that is written twice, the last counts. A BOM is refused. */
export function parseJson(text: string): unknown {
  if (text === '') return undefined
  if (text.charCodeAt(0) === 0xfeff) throw malformed('The body begins with a byte order mark. Leave it out.')
  // JSON.parse would make it an own property, which object spreads later turn into a prototype.
  if (text.includes('"__proto__"')) throw malformed('There is no field __proto__.')
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('The body is not valid JSON.')
  }
}

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i
const PATCH_TYPE = /^application\/merge-patch\+json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i

/** Throws 415 for a body that is not JSON, or compressed. */
export function checkContentType(request: Request, method: string): void {
  const type = request.headers.get('content-type')
  const encoding = request.headers.get('content-encoding')
  const patch = method === 'patch'
  const known = type === null || JSON_TYPE.test(type) || (patch && PATCH_TYPE.test(type))
  if (known && (encoding === null || encoding === 'identity')) return
  throw new ProblemError('unsupported_media_type', {
    detail: encoding
      ? 'Send the body uncompressed.'
      : `Send ${patch ? 'application/merge-patch+json or ' : ''}application/json.`,
    ...(patch && { headers: { 'Accept-Patch': 'application/merge-patch+json, application/json' } }),
  })
}

type Bytes = NonNullable<RequestInit['body']>

/** A body that can be sent: `again` says whether it can be sent a second time. */
export interface Body {
  open(): Bytes | undefined
  type?: string
  again: boolean
  stream?: boolean
}

type Parts = Record<string, unknown>

const isBytes = (value: unknown) =>
  value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value) || value instanceof URLSearchParams

/** Turns what a caller gave into bytes that stay the same over retries; a stream is the one thing that cannot. */
export async function prepareBody(value: unknown, multipart: boolean): Promise<Body> {
  if (value === undefined) return { open: () => undefined, again: true }
  if (typeof value === 'function') return { open: () => value(), again: true, stream: true }
  if (value instanceof ReadableStream) return { open: () => value, again: false, stream: true }
  if (isBytes(value)) return { open: () => value as Bytes, again: true }
  const form = value instanceof FormData ? value : multipart ? toForm(value as Parts) : undefined
  if (!form) {
    const text = JSON.stringify(value)
    return { open: () => text, type: 'application/json', again: true }
  }
  // A form gets a new boundary each time it is sent, which a server rightly takes for another body under the same key.
  const rendered = new Response(form)
  const type = rendered.headers.get('content-type') ?? undefined
  const bytes = await rendered.arrayBuffer()
  return { open: () => bytes, type, again: true }
}

function toForm(parts: Parts): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(parts)) {
    if (value === undefined) continue
    if (value instanceof Blob) form.append(name, value)
    else form.append(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return form
}

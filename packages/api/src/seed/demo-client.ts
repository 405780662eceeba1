/** Calls the API as any client does, without a socket between. */

export type Send = (path: string, init: RequestInit) => Response | Promise<Response>

// biome-ignore lint/suspicious/noExplicitAny: the demo reads a few fields of answers that the contract tests hold to their schemas.
export type Answer = any

export interface DemoClient {
  get(path: string): Promise<Answer>
  /** `version` goes out as `If-Match`. */
  post(path: string, body?: object, version?: number): Promise<Answer>
  put(path: string, body: object): Promise<Answer>
  patch(path: string, body: object): Promise<Answer>
  upload(path: string, file: File): Promise<Answer>
  /** All records of a list. */
  all(path: string): Promise<Answer[]>
}

/** The API refused. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  constructor(call: string, status: number, text: string) {
    super(`${call} answered ${status}: ${text}`)
    this.status = status
  }
}

export function createDemoClient(send: Send, key: string, more: Record<string, string> = {}): DemoClient {
  async function call(method: string, path: string, body?: object, version?: number): Promise<Answer> {
    const response = await send(path, {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        ...more,
        ...(body && !(body instanceof FormData) && { 'Content-Type': 'application/json' }),
        ...(version !== undefined && { 'If-Match': `"${version}"` }),
      },
      ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Refused(`${method} ${path}`, response.status, text)
    return text === '' ? undefined : JSON.parse(text)
  }
  const get = (path: string) => call('GET', path)
  return {
    get,
    post: (path, body, version) => call('POST', path, body, version),
    put: (path, body) => call('PUT', path, body),
    patch: (path, body) => call('PATCH', path, body),
    upload(path, file) {
      const form = new FormData()
      form.append('file', file)
      return call('POST', path, form)
    },
    async all(path) {
      const found: Answer[] = []
      const joint = path.includes('?') ? '&' : '?'
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Answer = await get(`${path}${joint}limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
        found.push(...page.data)
        cursor = page.next_cursor
      }
      return found
    },
  }
}

/** What the parser of HTTP could not read never becomes a request: it is told so as every other refusal is. */
import type { Duplex } from 'node:stream'
import { ProblemError, problemBody } from '../http/problem.ts'
import { requestFacts } from '../http/request-facts.ts'

/** For a server's `clientError`. */
export function refuseBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  // Who has gone reads no answer; after a begun answer another one would be a part of it.
  const begun = (socket as { _httpMessage?: { headersSent?: boolean } })._httpMessage?.headersSent
  if (error.code === 'ECONNRESET' || !socket.writable || begun) {
    socket.destroy()
    return
  }
  const problem = problemOf(error.code)
  const { id } = requestFacts(new Request('http://localhost/'), null, 0)
  const body = JSON.stringify(problemBody(problem, id))
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.status === 408 ? 'Request Timeout' : 'Bad Request'}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    'Cache-Control: no-store',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${id}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

function problemOf(code: string | undefined): ProblemError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new ProblemError('request_timeout')
  const detail =
    code === 'HPE_HEADER_OVERFLOW'
      ? 'Address and headers may have at most 16 KB together.'
      : 'What arrived is no HTTP request.'
  return new ProblemError('malformed_request', { detail })
}

import { ApiError } from './errors.ts'
import type { Problem } from './problem.ts'

/** What an answer is read as. */
export type ReadAs = 'json' | 'blob'

const asObject = (text: string) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const unexpected = (response: Response, target: string, detail: string) =>
  new ApiError(
    {
      type: 'about:blank',
      title: 'No answer of the API',
      status: response.status,
      code: 'unexpected_answer',
      detail,
    } as Problem<'unexpected_answer'>,
    response,
    target,
  )

/** The error that a refusal stands for; a proxy's page becomes `unexpected_answer`. */
export function toApiError(response: Response, text: string, target: string): ApiError<string> {
  if (response.status === 304)
    return new ApiError(
      {
        type: 'about:blank',
        title: 'Not modified',
        status: 304,
        code: 'not_modified',
        detail: 'You have the current version.',
      } as Problem<'not_modified'>,
      response,
      target,
    )
  const problem = asObject(text) as Problem | undefined
  if (typeof problem?.code === 'string') return new ApiError(problem, response, target)
  const type = response.headers.get('content-type') ?? 'no type'
  return unexpected(response, target, `The answer is no problem document but ${type}. Is baseUrl right?`)
}

/** Reads the body of a success; undefined when it is empty. */
export async function readAnswer(response: Response, as: ReadAs, target: string): Promise<unknown> {
  if (as === 'blob') return response.blob()
  const text = await response.text()
  if (!text) return undefined
  const type = response.headers.get('content-type') ?? ''
  const data = /\bjson\b/.test(type) ? asObject(text) : undefined
  if (data === undefined)
    throw unexpected(
      response,
      target,
      `The answer is no JSON but ${type || 'no type'}; .asResponse() gives it as it is.`,
    )
  return data
}

/** Turns what zod finds into errors that name the field and the mend. */
import { idPrefixes, isStorable } from '@agencyops/schema'
import { z } from 'zod'
import { nearest } from '../primitives/nearest.ts'
import { type FieldError, invalidParameter, ProblemError } from './problem.ts'

type Place = (path: readonly PropertyKey[]) => Pick<FieldError, 'pointer' | 'parameter'>

const escaped = (part: PropertyKey) =>
  encodeURI(String(part).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1'))

export const inBody: Place = (path) => ({ pointer: `#${path.map((part) => `/${escaped(part)}`).join('')}` })
export const inParameters: Place = (path) => ({ parameter: String(path[0] ?? '') })

/** Parses or throws 422 `invalid_request` with every fault at once. */
export function validate<T extends z.ZodType>(schema: T, input: unknown, place: Place): z.output<T> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const errors = toErrors(schema, result.error.issues as Issue[], input, place)
  const count = errors.length === 1 ? 'One field is wrong.' : `${errors.length} fields are wrong.`
  throw new ProblemError('invalid_request', { detail: count, errors })
}

type Issue = z.core.$ZodIssue

function toErrors(schema: z.ZodType, issues: readonly Issue[], input: unknown, place: Place): FieldError[] {
  const errors: FieldError[] = []
  const toldAsNearest = new Set<string>()
  for (const issue of issues.flatMap(unwrapUnion)) {
    if (issue.code !== 'unrecognized_keys') continue
    const known = keysAt(schema, issue.path)
    for (const key of issue.keys) {
      const changedBy = issue.path.length === 0 ? changedElsewhere(schema, key) : undefined
      if (changedBy !== undefined) {
        errors.push({
          code: 'read_only',
          ...place([key]),
          detail: `The field ${key} is not written here. It is changed by ${changedBy}.`,
        })
        continue
      }
      const near = nearest(key, known)
      if (near) toldAsNearest.add(JSON.stringify([...issue.path, near]))
      errors.push({
        code: 'unknown_field',
        ...place([...issue.path, ...(near || place === inParameters ? [key] : [key])]),
        ...(near && { nearest: near }),
        detail: `There is no ${place === inParameters ? 'parameter' : 'field'} ${key}.${near ? ` Did you mean ${near}?` : ''}`,
      })
    }
  }
  for (const issue of issues.flatMap(unwrapUnion)) {
    if (issue.code === 'unrecognized_keys') continue
    // A near miss was told once already; it is not also a missing field.
    if (toldAsNearest.has(JSON.stringify(issue.path))) continue
    errors.push({ ...describe(issue, valueAt(input, issue.path)), ...place(issue.path) })
  }
  return errors
}

// A union fails with the faults of each branch: those of the branch that came furthest are the useful ones.
function unwrapUnion(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const branches = issue.errors.filter(
    (branch) => !branch.some((one) => one.path.length === 0 && one.code === 'invalid_type'),
  )
  const best = (branches.length > 0 ? branches : issue.errors)[0]
  if (!best) return [issue]
  return best.flatMap((inner) => unwrapUnion({ ...inner, path: [...issue.path, ...inner.path] } as Issue))
}

function describe(issue: Issue, value: unknown): Pick<FieldError, 'code' | 'detail' | 'nearest'> {
  if (value === undefined && issue.code === 'invalid_type')
    return { code: 'required', detail: 'This field is required.' }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String)
    const near = typeof value === 'string' ? nearest(value, allowed) : undefined
    const list = allowed.length <= 12 ? ` Allowed: ${allowed.join(', ')}.` : ''
    return {
      code: 'unknown_value',
      detail: `${shown(value)} is not one of the values.${near ? ` Did you mean ${near}?` : list}`,
      ...(near && { nearest: near }),
    }
  }
  if (issue.code === 'invalid_format' && typeof value === 'string') {
    const meant = /^\/\^([a-z_]+)_\[0-7\]/.exec(String((issue as { pattern?: string }).pattern))?.[1]
    if (meant) return { code: 'invalid_id', detail: wrongId(value, meant) }
  }
  if (issue.code === 'too_big') {
    return {
      code: 'too_large',
      detail: `It is larger than ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}.`,
    }
  }
  if (issue.code === 'too_small') {
    return {
      code: 'too_small',
      detail: `It is smaller than ${issue.minimum}${issue.origin === 'string' ? ' characters' : ''}.`,
    }
  }
  if (issue.code === 'invalid_type') return { code: 'invalid_type', detail: `It must be ${article(issue.expected)}.` }
  return { code: 'invalid', detail: issue.message }
}

const SHOWN_CHARACTERS = 80

/** A short word as it came; of lists and objects and long texts only that it is one: they may be as large as a body. */
function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'A list' : 'An object'
  return typeof value === 'string' && value.length > SHOWN_CHARACTERS ? 'So long a text' : JSON.stringify(value)
}

/** What changes a field that an update does not take: a schema says it in its meta as `x-changed-by`. */
function changedElsewhere(schema: z.ZodType, key: string): string | undefined {
  const names = schema.meta()?.['x-changed-by'] as Record<string, string> | undefined
  return names && Object.hasOwn(names, key) ? names[key] : undefined
}

const article = (type: string) => (type === 'int' ? 'a whole number' : `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`)

function wrongId(value: string, meant: string): string {
  const noun = (prefix: string) => (prefix === 'evt' ? 'event' : prefix.replaceAll('_', ' '))
  const given = idPrefixes.find((prefix) => value.startsWith(`${prefix}_`) && value.length === prefix.length + 27)
  if (given && given !== meant) return `This is the id of a ${noun(given)}; the id of a ${noun(meant)} is meant.`
  return `This is no id of a ${noun(meant)}. Ids look like ${meant}_01m86d72r0fkxt9zq4c7w2h5nb.`
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input
  for (const part of path) value = (value as Record<PropertyKey, unknown> | undefined | null)?.[part]
  return value
}

/** The names that an object schema knows at a path. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let current: z.ZodType | undefined = unwrap(schema)
  for (const part of path) {
    if (current instanceof z.ZodObject) current = unwrap(current.shape[String(part)])
    else if (current instanceof z.ZodArray) current = unwrap(current.element as z.ZodType)
    else return []
  }
  return current instanceof z.ZodObject ? Object.keys(current.shape) : []
}

function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return unwrap(schema.unwrap() as z.ZodType)
  }
  if (schema instanceof z.ZodUnion) {
    return unwrap((schema.options as z.ZodType[]).find((option) => !(option instanceof z.ZodNull)))
  }
  return schema
}

/** Query text as its schema means it: numbers, flags, and parameters that may be repeated. Throws 422 for a NUL. */
export function readQuery(shape: Record<string, z.ZodType>, search: URLSearchParams): Record<string, unknown> {
  const values: Record<string, unknown> = Object.create(null)
  for (const key of new Set(search.keys())) {
    const given = search.getAll(key)
    if (!given.every(isStorable)) {
      throw invalidParameter(
        key,
        'invalid',
        'It holds a character that cannot be stored (NUL or half a surrogate pair).',
      )
    }
    const kind = unwrap(shape[key])
    if (kind instanceof z.ZodArray) values[key] = given.map((text) => readScalar(kind.element as z.ZodType, text))
    else values[key] = given.length === 1 ? readScalar(kind, given[0] as string) : given
  }
  return values
}

function readScalar(kind: z.ZodType | undefined, text: string): unknown {
  if (kind instanceof z.ZodNumber && /^-?\d{1,15}$/.test(text)) return Number(text)
  if (kind instanceof z.ZodBoolean && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

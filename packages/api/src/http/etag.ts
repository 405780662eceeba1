/** Entity tags (RFC 9110, 8.8): they differ whenever bytes differ, and carry the version before the dot. */
import { createHash } from 'node:crypto'
import { ProblemError } from './problem.ts'

/** 128 bits of SHA-256: nobody makes two pages with one tag. */
export function hashTag(body: string | Uint8Array, version?: number): string {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 32)
  return version === undefined ? `"${hash}"` : `"${version}.${hash}"`
}

export function versionTag(version: number): string {
  return `"${version}"`
}

/** `If-None-Match` compares weakly: proxies that compress weaken tags. */
export function matchesNone(header: string | null, tag: string): boolean {
  if (header === null) return false
  if (header.trim() === '*') return true
  return header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
}

/**
 * The version that `If-Match` names. It compares strongly, so a weak tag never matches: it answers NaN, which is no
 * version. Undefined without the header or with `*`.
 */
export function ifMatchVersion(header: string | null): number | undefined {
  if (header === null || header.trim() === '*') return undefined
  const match = /^"(0|[1-9]\d{0,8})(\.[0-9a-f]{32})?"$/.exec(header.trim())
  if (match) return Number(match[1])
  if (/^W\//.test(header.trim()) || header.includes(',') || /^".*"$/.test(header.trim())) return Number.NaN
  throw new ProblemError('malformed_request', {
    detail: 'If-Match takes an entity tag in quotes: If-Match: "7".',
    errors: [{ code: 'malformed', header: 'If-Match', detail: 'Write the version in quotes: "7".' }],
  })
}

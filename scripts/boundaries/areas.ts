/** The areas in the order in which they may know each other: each only those of a lower rank. */
export const RANKS: Record<string, number> = {
  governance: 0,
  files: 1,
  people: 2,
  crm: 2,
  engagements: 3,
  embed: 4,
  delivery: 4,
  time: 4,
  collaboration: 4,
  billing: 5,
  accounting: 6,
  finance: 7,
  portal: 7,
  insight: 7,
  sync: 8,
}

export const API = 'packages/api/src/'

export type Place =
  | { kind: 'ground'; folder: string; rest: string }
  | { kind: 'area'; area: string; layer: string; rest: string }
  | { kind: 'list' }

/** Where in the api a file stands: on the ground that knows no area, in an area, or in the list of areas. */
export function placeOf(file: string): Place | undefined {
  if (!file.startsWith(API)) return undefined
  const parts = file.slice(API.length).split('/')
  if (parts[0] !== 'modules') return { kind: 'ground', folder: parts.length > 1 ? (parts[0] ?? '') : '', rest: file }
  if (parts.length === 2)
    return parts[1] === 'module.ts' ? { kind: 'ground', folder: '', rest: file } : { kind: 'list' }
  const [, area = '', first = ''] = parts
  return { kind: 'area', area, layer: first.replace(/\.ts$/, ''), rest: parts.slice(2).join('/') }
}

/** Whether an area may know the other: a lower rank, and not itself. */
export function isBelow(area: string, other: string): boolean {
  const own = RANKS[area]
  const theirs = RANKS[other]
  return own !== undefined && theirs !== undefined && theirs < own
}

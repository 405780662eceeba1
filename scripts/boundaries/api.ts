/** Imports inside the api: the ground knows no area, areas meet at their doors, and layers run one way. */
import path from 'node:path'
import { isBelow, placeOf, RANKS } from './areas.ts'
import type { Import, Source } from './source.ts'
import type { Violation } from './violation.ts'

/** Folders that know no area. A type of an area's rows is data, and the database needs the union of them. */
const GROUND = new Set(['primitives', 'http', 'db', 'outbox', 'jobs', 'storage', 'outbound'])

/** What the files of a layer may import within their own area. Reads go from a route to a query; writes by an action. */
const LAYERS: Record<string, readonly string[]> = {
  routes: ['routes', 'actions', 'queries', 'views', 'errors', 'tables'],
  actions: ['actions', 'queries', 'rules', 'views', 'errors', 'tables'],
  queries: ['queries', 'tables', 'errors'],
  rules: ['rules'],
  views: ['views', 'tables'],
  errors: ['errors'],
  tables: ['tables'],
}

export function checkApi(sources: readonly Source[]): Violation[] {
  return sources.filter(({ isTest }) => !isTest).flatMap(checkFile)
}

function checkFile(source: Source): Violation[] {
  const place = placeOf(source.file)
  if (!place || place.kind === 'list') return []
  if (place.kind === 'area' && RANKS[place.area] === undefined) {
    return [{ file: source.file, line: 1, message: `${place.area} is no area of the design` }]
  }
  return source.imports.flatMap((each) => {
    const message = place.kind === 'ground' ? groundFault(source, place.folder, each) : areaFault(source, each)
    return message ? [{ file: source.file, line: each.line, message }] : []
  })
}

function groundFault(source: Source, folder: string, each: Import): string | undefined {
  if (!GROUND.has(folder)) return undefined
  const target = targetOf(source.file, each)
  if (!target) return undefined
  if (target.kind === 'list') return `${folder} knows no area`
  if (target.kind === 'area') {
    return each.typeOnly && target.layer === 'tables' && folder !== 'primitives'
      ? undefined
      : `${folder} knows no area, but imports ${target.area}`
  }
  return folder === 'primitives' && target.folder !== 'primitives' ? 'primitives import only primitives' : undefined
}

function areaFault(source: Source, each: Import): string | undefined {
  const own = placeOf(source.file)
  if (own?.kind !== 'area') return undefined
  const target = targetOf(source.file, each)
  if (own.layer === 'rules') return ruleFault(own.area, target, each)
  if (!target) return undefined
  if (target.kind === 'list') return 'an area does not know the list of areas'
  if (target.kind === 'ground') return undefined
  if (target.area !== own.area) {
    if (!isBelow(own.area, target.area)) return `${own.area} does not stand above ${target.area}`
    return target.rest === 'index.ts' ? undefined : `enters ${target.area} past its door, index.ts`
  }
  if (target.rest === 'index.ts') return 'imports its own door'
  if (target.layer === 'views' && !['routes', 'actions', 'views', 'index'].includes(own.layer)) {
    return `${own.layer} must not import views: only routes and actions do`
  }
  const allowed = LAYERS[own.layer]
  if (!allowed || LAYERS[target.layer] === undefined) return undefined
  return allowed.includes(target.layer) ? undefined : `${own.layer} must not import ${target.layer}`
}

function ruleFault(area: string, target: ReturnType<typeof targetOf>, each: Import): string | undefined {
  const own = target?.kind === 'area' && target.area === area && target.layer === 'rules'
  const primitive = target?.kind === 'ground' && target.folder === 'primitives'
  return own || primitive ? undefined : `a rule imports primitives and its own rules only, not ${each.from}`
}

function targetOf(file: string, { from }: Import) {
  return from.startsWith('.') ? placeOf(path.posix.join(path.posix.dirname(file), from)) : undefined
}

import type { Document, Endpoint } from './document.ts'
import { describeMethod, type Method } from './method.ts'

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** `portal.approvals` → `PortalApprovalsArea`. */
export const areaName = (resource: string) => `${resource.split('.').map(capital).join('')}Area`

/** `embedSessions` → `embed-sessions`. */
export const fileName = (area: string) => area.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

interface Resource {
  name: string
  methods: [string, Method][]
  nested: [string, Resource][]
}

/** Writes `areas/<area>.ts`: an interface for people, a table for the machine. */
export function areaFile(document: Document, area: string, endpoints: Endpoint[], runtime: string): string {
  const root = gather(document, area, endpoints)
  const methods = all(root)
  const names = (of: (method: Method) => Iterable<string>) => [...new Set(methods.flatMap((m) => [...of(m)]))].sort()
  const wire = names((m) => m.wire)
  const shared = ['CommonProblem', ...(methods.some((m) => m.operations) ? ['operations'] : [])]
  const imports = [
    ...(methods.some((m) => m.stream) ? [`import { streaming } from '${runtime}/stream.ts'`] : []),
    `import type { ${['Area', ...names((m) => m.runtime)].sort().join(', ')} } from '${runtime}/types.ts'`,
    ...(methods.some((m) => m.operations) ? [`import type { operations } from '../openapi.ts'`] : []),
    `import type { CommonProblem } from '../problems.ts'`,
    ...(wire.length ? [`import type { ${wire.join(', ')} } from '../types.ts'`] : []),
  ]
  const parts = [
    imports,
    names((m) => m.aliases),
    interfaces(root),
    [`export type { ${shared.join(', ')} }`],
    [`export const ${area} = ${table(root)} as unknown as Area<${areaName(area)}>`],
  ]
  return `${parts
    .filter((part) => part.length)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`
}

function gather(document: Document, name: string, endpoints: Endpoint[]): Resource {
  const below = endpoints
    .filter((e) => e.resource.startsWith(`${name}.`))
    .map((e) => e.resource.slice(name.length + 1).split('.')[0] as string)
  const own = endpoints.filter((e) => e.resource === name)
  return {
    name,
    methods: own.map((e) => [e.name, describeMethod(document, e)]),
    nested: [...new Set(below)].map((part) => [part, gather(document, `${name}.${part}`, endpoints)]),
  }
}

const all = (resource: Resource): Method[] => [
  ...resource.methods.map(([, m]) => m),
  ...resource.nested.flatMap(([, r]) => all(r)),
]

function interfaces({ name, methods, nested }: Resource): string[] {
  const members = [
    ...methods.flatMap(([, m]) => m.lines),
    ...nested.map(([part, r]) => `  readonly ${part}: ${areaName(r.name)}`),
  ]
  return [...nested.flatMap(([, r]) => interfaces(r)), `export interface ${areaName(name)} {\n${members.join('\n')}\n}`]
}

function table({ methods, nested }: Resource, indent = '  '): string {
  const entries = [
    ...methods.map(([name, m]) => `${name}: ${m.entry}`),
    ...nested.map(([part, r]) => `${part}: ${table(r, `${indent}  `)}`),
  ]
  return `{\n${entries.map((entry) => `${indent}${entry},\n`).join('')}${indent.slice(2)}}`
}

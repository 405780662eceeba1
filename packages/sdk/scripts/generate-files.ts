import { areaFile, areaName, fileName } from './area-file.ts'
import { type Document, readEndpoints } from './document.ts'
import { wireTypes } from './wire-types.ts'

/** How the files of `src/generated` are reached from a folder beside them. */
export interface Origin {
  /** Named on line 1. */
  source: string
  /** The runtime's folder, as seen from the folder `areas/`. */
  runtime: string
  /** The package's version, sent as `AgencyOps-Client`. */
  version: string
}

const literals = (codes: readonly string[]) =>
  codes.length ? codes.map((code) => `\n  | '${code}'`).join('') : ' never'

/** Every file that follows from the document, by its path inside the folder of generated files. */
export async function generateFiles(document: Document, origin: Origin): Promise<Map<string, string>> {
  const endpoints = readEndpoints(document)
  const areas = [...new Set(endpoints.map((e) => e.resource.split('.')[0] as string))].sort()
  const schemas = Object.keys(document.components?.schemas ?? {})
    .filter((name) => /^[A-Za-z_]\w*$/.test(name))
    .sort()
  const files = new Map<string, string>()

  const listed = [...new Set(endpoints.flatMap((e) => e.operation['x-agencyops-problems'] ?? []))].sort()
  const all = [...new Set([...listed, ...catalogue(document)])].sort()
  const common = all.filter((code) => !listed.includes(code))

  files.set('openapi.ts', await wireTypes(document))
  files.set(
    'types.ts',
    `import type { components } from './openapi.ts'\n\n${schemas.map((name) => `export type ${name} = components['schemas']['${name}']`).join('\n')}\n`,
  )
  files.set(
    'problems.ts',
    `/** Codes that an operation does not list, because nearly all may answer them. */\nexport type CommonProblem =${literals(common)}\n\n/** Every code of the catalogue. */\nexport type ProblemCode =\n  | CommonProblem${literals(listed)}\n`,
  )
  files.set('version.ts', `export const version = '${origin.version}'\n`)
  for (const area of areas) {
    const own = endpoints.filter((e) => e.resource.split('.')[0] === area)
    files.set(`areas/${fileName(area)}.ts`, areaFile(document, area, own, origin.runtime))
  }
  const imports = areas.map((area) => `import { ${area}, type ${areaName(area)} } from './areas/${fileName(area)}.ts'`)
  const members = areas.map((area) => `  readonly ${area}: ${areaName(area)}`)
  files.set(
    'all.ts',
    `${imports.join('\n')}\n\n/** The members of a client with everything. */\nexport interface AllAreas {\n${members.join('\n')}\n}\n\nexport const allAreas = { ${areas.join(', ')} }\n`,
  )

  for (const [path, text] of files) files.set(path, `// Generated from ${origin.source}, do not edit.\n${text}`)
  return files
}

/** The codes that the document's Problem lists. */
function catalogue(document: Document): string[] {
  const schemas = document.components?.schemas ?? {}
  const code = schemas.Problem?.properties?.code
  const named = code?.$ref ? schemas[code.$ref.split('/').pop() ?? ''] : code
  return (named?.enum ?? []).map(String)
}

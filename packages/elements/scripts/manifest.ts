/** What the components declare of themselves, read from their sources by the analyzer. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export interface Member {
  kind: 'field' | 'method'
  name: string
  type?: { text: string }
  attribute?: string
  privacy?: 'public' | 'protected' | 'private'
  static?: boolean
  description?: string
  inheritedFrom?: { name: string }
}

interface Described {
  name: string
  description?: string
}

export interface ComponentDeclaration extends Described {
  kind: 'class'
  customElement: true
  tagName: string
  members: Member[]
  events?: Described[]
  slots?: Described[]
  cssParts?: Described[]
  cssProperties?: Described[]
}

type Declaration = ComponentDeclaration | { kind: string; name: string }

export interface Manifest {
  schemaVersion: string
  modules: { path: string; declarations: Declaration[]; exports?: { declaration: { module: string } }[] }[]
}

/** Analyses `src`. Members that a component inherits stand at the component, too. */
export function readManifest(root: string): Manifest {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'agencyops-manifest-'))
  try {
    const command = ['analyze', '--quiet', '--config', 'scripts/manifest.config.mjs']
    const out = path.relative(root, folder)
    const analyzer = path.join(root, 'node_modules/.bin/cem')
    execFileSync(analyzer, [...command, '--outdir', out], { cwd: root, stdio: 'pipe' })
    return asPublished(JSON.parse(readFileSync(path.join(folder, 'custom-elements.json'), 'utf8')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function componentsOf(manifest: Manifest): ComponentDeclaration[] {
  const all = manifest.modules.flatMap(({ declarations }) => declarations)
  return all.filter(isComponent).sort((a, b) => (a.tagName < b.tagName ? -1 : 1))
}

/** What a host sets: own members first. */
export function propertiesOf({ members }: ComponentDeclaration): Member[] {
  const set = members.filter(
    ({ kind, privacy, static: ofClass }) => kind === 'field' && privacy === 'public' && !ofClass,
  )
  return set.sort((a, b) => Number(Boolean(a.inheritedFrom)) - Number(Boolean(b.inheritedFrom)))
}

/** What a host calls. */
export function methodsOf({ members }: ComponentDeclaration): Member[] {
  return members.filter(
    ({ kind, privacy, description, inheritedFrom }) => kind === 'method' && !privacy && description && !inheritedFrom,
  )
}

/** Without what no host touches, each component with its tag, which is its file's name, and where the build puts it. */
function asPublished(manifest: Manifest): Manifest {
  // The analyzer has them in the order in which a folder happened to be read.
  manifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1))
  for (const module of manifest.modules) {
    const tag = path.basename(module.path, '.ts')
    module.path = published(module.path)
    for (const { declaration } of module.exports ?? []) declaration.module = published(declaration.module)
    for (const one of module.declarations) {
      if (!isComponent(one)) continue
      one.tagName ??= tag
      one.customElement = true
      one.events = one.events?.filter(({ name }) => name.startsWith('agencyops-'))
      one.members = one.members.filter(
        ({ privacy, name }) => !name.startsWith('#') && privacy !== 'private' && privacy !== 'protected',
      )
    }
  }
  return manifest
}

const published = (source: string) => source.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js')

function isComponent(one: Declaration): one is ComponentDeclaration {
  return one.kind === 'class' && /^AgencyOps(?!Element$)/.test(one.name)
}

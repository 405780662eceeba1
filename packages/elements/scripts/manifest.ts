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
  tagName: string
  members: Member[]
  events?: Described[]
  slots?: Described[]
  cssParts?: Described[]
  cssProperties?: Described[]
}

export interface Manifest {
  schemaVersion: string
  modules: { path: string; declarations: (ComponentDeclaration | { kind: string; tagName?: undefined })[] }[]
}

/** Analyses `src`. Members that a component inherits stand at the component, too. */
export function readManifest(root: string): Manifest {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'agencyops-manifest-'))
  try {
    const globs = ['--globs', 'src/**/agencyops-*.ts', '--exclude', 'src/**/*.test.ts']
    const out = path.relative(root, folder)
    execFileSync(
      path.join(root, 'node_modules/.bin/cem'),
      ['analyze', '--litelement', '--quiet', ...globs, '--outdir', out],
      {
        cwd: root,
        stdio: 'pipe',
      },
    )
    return withoutPrivate(JSON.parse(readFileSync(path.join(folder, 'custom-elements.json'), 'utf8')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function componentsOf(manifest: Manifest): ComponentDeclaration[] {
  const all = manifest.modules.flatMap(({ declarations }) => declarations)
  const found = all.filter((one): one is ComponentDeclaration => one.tagName !== undefined)
  return found.sort((a, b) => (a.tagName < b.tagName ? -1 : 1))
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

function withoutPrivate(manifest: Manifest): Manifest {
  for (const { declarations } of manifest.modules) {
    for (const one of declarations) {
      if (!('members' in one) || !one.members) continue
      one.members = one.members.filter(
        ({ privacy, name }) => !name.startsWith('#') && privacy !== 'private' && privacy !== 'protected',
      )
    }
  }
  return manifest
}

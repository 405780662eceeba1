/**
 * Brings what the workspace needs, with nothing but the Node (20 or later) and npm that run this: Node 24 and pnpm in
 * `.toolchain`, the packages, the builds. Each part is done again only when what it comes from has changed.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { underLock } from './lock.mjs'
import { progress } from './progress.mjs'
import { reportFailure, run, stopWithChildren } from './run.mjs'
import { hashOf, isStamped, signatureOf, stamp } from './stamp.mjs'

export const root = fileURLToPath(new URL('..', import.meta.url))

const NODE_MAJOR = 24
const PNPM_MAJOR = 12
const toolchain = path.join(root, '.toolchain')
const toolchainBin = path.join(toolchain, 'node_modules/.bin')
const stamps = path.join(root, 'node_modules/.agencyops')
const isNew = Number(process.versions.node.split('.')[0]) >= NODE_MAJOR
const ownNode = isNew && !process.execPath.startsWith(toolchain)

/** The Node that runs the workspace's programs: this one where it is new enough, else the toolchain's. */
export const node = isNew ? process.execPath : path.join(toolchainBin, 'node')

/** The environment of every child: the toolchain leads PATH, so that a script's `node` is the right one too. */
export const env = {
  ...process.env,
  PATH: [path.dirname(node), toolchainBin, path.join(root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter),
}

/**
 * Installs and builds what is missing, and answers whether anything was; ends this process, saying why, where that
 * fails. With all in place it only looks at sizes and times, or compares hashes where those differ.
 */
export async function prepare({ build = true } = {}) {
  if (isReady(build)) return false
  const release = stopWithChildren()
  try {
    await underLock(path.join(root, '.toolchain.lock'), () => prepareParts(build))
    return true
  } catch (error) {
    reportFailure(error)
    process.exit(1)
  } finally {
    release()
  }
}

async function prepareParts(build) {
  if (!hasToolchain()) await progress(`Fetching ${toolchainPackages().join(' and ')}`, installToolchain)
  if (!isInstalled()) await progress('Installing packages', installPackages)
  if (build) await buildStale((name, work) => progress(`Building ${name}`, work))
}

/** Builds what is stale, silently, on packages that are installed. Throws where a build fails. */
export function buildPackages() {
  return underLock(path.join(root, '.toolchain.lock'), () => buildStale((_name, work) => work()))
}

async function buildStale(around) {
  for (const each of builds) {
    const hash = sourceHash(each)
    if (!isBuilt(each, hash)) await around(each.name, () => buildPackage(each, hash))
  }
}

/** Runs a TypeScript program of the workspace from its source; ends this process with its code when that is not 0. */
export async function runSource(file, ...args) {
  const child = spawn(node, ['--conditions=@agencyops/source', file, ...args], { cwd: root, env, stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) process.exit(code ?? 1)
}

function isReady(build) {
  if (!hasToolchain() || !hasPackages()) return false
  if (!build) return isInstalled()
  if (!builds.every(hasBuild)) return false
  const signature = signatureOf(root, [...installSources(), ...builds.flatMap(sources)])
  if (isStamped(stamps, 'ready', signature)) return true
  if (!isInstalled() || !builds.every((each) => isBuilt(each, sourceHash(each)))) return false
  stamp(stamps, 'ready', signature)
  return true
}

// --- Node and pnpm

function toolchainPackages() {
  return ownNode ? [`pnpm@${PNPM_MAJOR}`] : [`node@${NODE_MAJOR}`, `pnpm@${PNPM_MAJOR}`]
}

function hasToolchain() {
  return existsSync(path.join(toolchainBin, 'pnpm')) && (ownNode || existsSync(path.join(toolchainBin, 'node')))
}

async function installToolchain() {
  const aside = `${toolchain}.${process.pid}`
  const quiet = ['--silent', '--no-audit', '--no-fund', '--ignore-scripts=false']
  try {
    await run('npm', ['install', '--prefix', aside, ...quiet, ...toolchainPackages()], { cwd: root })
    rmSync(toolchain, { recursive: true, force: true })
    renameSync(aside, toolchain)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

// --- packages

function installSources() {
  const manifests = ['packages', 'examples', '.']
    .flatMap((folder) => (folder === '.' ? ['.', 'bench'] : foldersIn(folder)))
    .map((folder) => path.join(folder, 'package.json'))
    .filter((file) => existsSync(path.join(root, file)))
  return ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.pnpmfile.cjs', ...manifests]
}

const installHash = () => hashOf(root, installSources())

function foldersIn(folder) {
  if (!existsSync(path.join(root, folder))) return []
  return readdirSync(path.join(root, folder)).map((name) => path.join(folder, name))
}

const hasPackages = () => existsSync(path.join(root, 'node_modules/.modules.yaml'))
const isInstalled = () => hasPackages() && isStamped(stamps, 'installed', installHash())

async function installPackages() {
  const options = ['--frozen-lockfile', '--prod=false', '--config.confirmModulesPurge=false']
  await run(path.join(toolchainBin, 'pnpm'), ['install', ...options], { cwd: root, env })
  stamp(stamps, 'installed', installHash())
}

// --- builds

const document = 'openapi/openapi.json'
const builds = [
  { name: 'schema', from: [] },
  { name: 'sdk', from: [document] },
  { name: 'elements', from: ['packages/sdk'] },
  // It serves the elements' script as a file, and imports nothing of theirs.
  { name: 'api', from: ['packages/schema', 'packages/elements', document] },
]

const sources = ({ name, from }) => ['pnpm-lock.yaml', 'tsconfig.base.json', `packages/${name}`, ...from]
const sourceHash = (each) => hashOf(root, sources(each))
const hasBuild = ({ name }) => existsSync(path.join(root, `packages/${name}/dist/index.js`))
const isBuilt = (each, hash) => hasBuild(each) && isStamped(stamps, `built-${each.name}`, hash)

async function buildPackage({ name }, hash) {
  await run(path.join(root, 'node_modules/.bin/tsup'), [], { cwd: path.join(root, 'packages', name), env })
  stamp(stamps, `built-${name}`, hash)
}

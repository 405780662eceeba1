/** The Chromium of the tests: the machine's where there is one, else the one that comes as a package. */
import { existsSync } from 'node:fs'
import path from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** What Chromium needs to run anywhere, without a screen, and to call nobody. */
export const browserArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** `AGENCYOPS_CHROMIUM`, or an installed Chromium or Chrome; undefined where there is none. */
export function installedBrowser() {
  if (process.env.AGENCYOPS_CHROMIUM) return process.env.AGENCYOPS_CHROMIUM
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file))
}

/**
 * The environment that names the browser to children. The package's is unpacked into the temporary folder, which takes
 * some seconds the first time, with the system libraries that a bare machine lacks.
 */
export async function browserEnvironment() {
  const installed = installedBrowser()
  if (installed) return { AGENCYOPS_CHROMIUM: installed }
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  const executable = await chromium.executablePath()
  return { AGENCYOPS_CHROMIUM: executable, LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '' }
}

/** Writes the licences of the packages whose code a bundle carries: whoever hands the bundle on hands them on too. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Options } from 'tsup'

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

/** A plugin of esbuild that writes `file`, and fails the build where a package comes without a licence. */
export function bundledLicences(file: string): Plugin {
  return {
    name: 'bundled-licences',
    setup(build) {
      build.onEnd(async ({ metafile }) => {
        if (!metafile) throw new Error('The bundle does not tell what it is made of.')
        const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs))
        const entries = await Promise.all([...new Set(inputs.flatMap(packageFolder))].map(licenceOf))
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, entries.sort().join(`\n${'-'.repeat(80)}\n\n`))
      })
    },
  }
}

function packageFolder(input: string): string[] {
  const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)
  return folder ? [folder[0]] : []
}

async function licenceOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const files = (await readdir(folder)).filter((one) => /^(licen[cs]e|notice|copying)/i.test(one)).sort()
  if (!license && files.length === 0) throw new Error(`${name} ${version} comes without a licence.`)
  const texts = await Promise.all(files.map(async (one) => (await readFile(join(folder, one), 'utf8')).trim()))
  return [`${name} ${version}${license ? ` (${license})` : ''}\n`, ...texts.map((text) => `\n${text}\n`)].join('')
}

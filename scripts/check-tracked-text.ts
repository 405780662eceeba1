/** No tracked file names a folder of the machine it was written on, or the host of a registry. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const FORBIDDEN = [
  { what: 'a folder of one machine', pattern: /(?<![\w.~-])\/(?:work|root|home\/\w+|Users\/\w+)\/[\w.-]+/ },
  { what: 'the host of a registry', pattern: /\b(?:registry\.[\w-]+\.[a-z]+|[\w.-]+\/artifactory\/|npm\.pkg\.)/ },
]

const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean)
const found: string[] = []
for (const file of tracked) {
  if (file === 'scripts/check-tracked-text.ts' || !existsSync(file)) continue
  const text = readFileSync(file, 'utf8')
  if (text.includes('\0')) continue
  text.split('\n').forEach((line, index) => {
    for (const { what, pattern } of FORBIDDEN) {
      const match = pattern.exec(line)
      if (match) found.push(`${file}:${index + 1} names ${what}: ${match[0]}`)
    }
  })
}
if (found.length > 0) {
  console.error(found.join('\n'))
  process.exit(1)
}

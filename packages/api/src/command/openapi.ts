import { copyFile, readFile } from 'node:fs/promises'
import { documentFile } from '../config/package-files.ts'
import type { Output } from './output.ts'

/** Writes the OpenAPI document to standard output, or to `out`. */
export async function writeOpenapi({ out }: { out?: string }, output: Output): Promise<void> {
  if (out === undefined) {
    process.stdout.write(await readFile(documentFile, 'utf8'))
    return
  }
  await copyFile(documentFile, out)
  output.result({ out }, [`The document is in ${out}.`])
}

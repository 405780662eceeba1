/** Files that belong to this package, wherever it runs from: its build, or its source in the workspace. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = packageRoot()
const fromSource = import.meta.dirname === join(root, 'src', 'config')

/** The checked-in OpenAPI document. */
export const documentFile = fromSource
  ? join(root, '../../openapi/openapi.json')
  : join(root, 'dist/assets/openapi.json')

/** The script of the API reference, as it is published, and where the build has compressed it. */
export const referenceScript = fromSource
  ? { file: join(root, 'node_modules/@scalar/api-reference/dist/browser/standalone.js'), compressed: false }
  : { file: join(root, 'dist/assets/reference.js.gz'), compressed: true }

/** The components as one script, which the build takes along. */
export const elementsScript = fromSource
  ? join(root, '../elements/dist/agencyops.js')
  : join(root, 'dist/assets/agencyops.js')

/** The folder of the portal page's modules. */
export const portalScripts = fromSource ? join(root, 'browser/portal') : join(root, 'dist/assets/portal')

/** The folder of the demo page's modules. */
export const demoScripts = fromSource ? join(root, 'browser/demo') : join(root, 'dist/assets/demo')

let known: string | undefined

/** The version of the package, which is the API's. */
export function packageVersion(): string {
  known ??= (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
  return known
}

function packageRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder)
  return folder
}

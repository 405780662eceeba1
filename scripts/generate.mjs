/** `npm run generate`: the document from the declarations, the SDK from the document, and what the components tell of themselves. */
import { prepare, runSource } from './toolchain.mjs'

await prepare({ build: false })
await runSource('packages/api/scripts/emit-openapi.ts')
await runSource('packages/sdk/scripts/generate.ts')
await runSource('packages/elements/scripts/generate.ts')

/** `npm run generate`: the document from the declarations, then the SDK from the document. */
import { prepare, runSource } from './toolchain.mjs'

await prepare({ build: false })
await runSource('packages/api/scripts/emit-openapi.ts')
await runSource('packages/sdk/scripts/generate.ts')

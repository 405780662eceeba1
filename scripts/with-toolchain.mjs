/** Runs a TypeScript program of the workspace, with its arguments, by the workspace's own Node. */
import { prepare, runSource } from './toolchain.mjs'

await prepare({ build: false })
await runSource(...process.argv.slice(2))

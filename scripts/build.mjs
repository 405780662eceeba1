/** `npm run build`: every package's `dist`, where its sources have changed. */
import { prepare } from './toolchain.mjs'

await prepare()

#!/usr/bin/env node
import * as module from 'node:module'

// Compiled code is kept between starts, which halves the time of loading; older versions of Node cannot.
module.enableCompileCache?.()
const { main } = await import('../dist/command/main.js')
await main(process.argv)

import { readFileSync } from 'node:fs'

interface Compiler {
  compile(bytes: Uint8Array): Promise<WebAssembly.Module>
}

/**
 * Begins to compile the embedded database. Other threads do that: what this one loads meanwhile costs no time, so it is
 * asked for first of all.
 */
export function compileDatabase(): Promise<WebAssembly.Module> {
  // Node's types name the module, but not what compiles it.
  const { WebAssembly: compiler } = globalThis as unknown as { WebAssembly: Compiler }
  return compiler.compile(readFileSync(new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite'))))
}

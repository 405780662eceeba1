import type { Operation } from './operation.ts'

/** The call of an operation with the SDK, its example as the body. */
export function sampleOf(operation: Operation, resource: string, method: string): string {
  const args = Object.keys(operation.params ?? {})
  if (operation.kind !== 'read' && operation.example !== undefined) args.push(literal(operation.example))
  if (operation.kind === 'write' && operation.ifMatch === 'required') {
    if (operation.example === undefined) args.push('{}')
    args.push('{ ifMatch: version }')
  }
  const call = `client.${resource}.${method}(${args.join(', ')})`
  if (!('list' in operation) || operation.list === undefined) return `await ${call}`
  if (operation.list === 'stream') return `for await (const one of ${call}) console.log(one.type)`
  return operation.list === 'page'
    ? `for await (const one of ${call}) console.log(one.id)`
    : `for await (const one of ${call.replace(`.${method}(`, '.follow(')}) console.log(one.id)`
}

/** JSON as a person would write it in TypeScript. */
function literal(value: unknown): string {
  return JSON.stringify(value, null, 1)
    .replaceAll(/\n\s*/g, ' ')
    .replaceAll(/"(\w+)":/g, '$1:')
    .replaceAll('"', "'")
}

/** What the command says: lines for people, or one JSON value for programs. */
import colours from 'picocolors'

export interface Output {
  json: boolean
  /** The result: as JSON with `--json`, else these lines. */
  result(value: object, lines: readonly string[]): void
}

export function createOutput(json: boolean): Output {
  return {
    json,
    result(value, lines) {
      process.stdout.write(json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''))
    },
  }
}

/** Names and values under each other, two spaces in. */
export function listed(entries: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...entries.map(([name]) => name.length))
  return entries.map(([name, value]) => `  ${colours.dim(name.padEnd(width))}  ${value}`)
}

export const strong = (text: string) => colours.bold(text)
export const wrong = (text: string) => colours.createColors(process.stderr.isTTY).red(text)

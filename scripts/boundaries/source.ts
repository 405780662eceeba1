/** What the checks of boundaries look at in one file. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export type Import = { from: string; typeOnly: boolean; line: number }
export type Call = { name: string; first: string | undefined; line: number }

export type Source = {
  /** Path from the root, with slashes. */
  file: string
  isTest: boolean
  imports: Import[]
  /** Calls by their last name (`selectFrom`), with the first argument where that is a plain text. */
  calls: Call[]
  /** Readings of a clock: `Date.now`, `new Date()`, `Temporal.Now`, `performance`. */
  clocks: { what: string; line: number }[]
  /** Every text in quotes or backticks, its substitutions left out. */
  texts: { text: string; line: number }[]
}

const SKIPPED = new Set(['node_modules', 'dist', 'generated', '.toolchain'])

/** Every hand-written source file under the folders, read once. */
export function readSources(root: string, folders: readonly string[]): Source[] {
  return folders.flatMap((folder) => filesUnder(path.join(root, folder))).map((file) => readSource(root, file))
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesUnder(file)
    return /\.(ts|js|mjs)$/.test(entry.name) ? [file] : []
  })
}

function readSource(root: string, absolute: string): Source {
  const file = path.relative(root, absolute).replaceAll(path.sep, '/')
  const isTest = /\.test\.ts$|\/(testing|tests)\//.test(file)
  const source: Source = { file, isTest, imports: [], calls: [], clocks: [], texts: [] }
  const tree = ts.createSourceFile(absolute, readFileSync(absolute, 'utf8'), ts.ScriptTarget.Latest, true)
  const lineOf = (node: ts.Node) => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1

  const visit = (node: ts.Node): void => {
    const line = lineOf(node)
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      const from = (node.moduleSpecifier as ts.StringLiteral).text
      source.imports.push({ from, typeOnly: isTypeOnly(node), line })
      return
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
      source.imports.push({ from: node.argument.literal.text, typeOnly: true, line })
    } else if (ts.isCallExpression(node)) {
      const first = node.arguments[0]
      const text = first && ts.isStringLiteralLike(first) ? first.text : undefined
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword && text !== undefined) {
        source.imports.push({ from: text, typeOnly: false, line })
      }
      source.calls.push({ name: lastName(node.expression), first: text, line })
    } else if (ts.isNewExpression(node) && node.expression.getText(tree) === 'Date' && !node.arguments?.length) {
      source.clocks.push({ what: 'new Date()', line })
    } else if (ts.isPropertyAccessExpression(node)) {
      const text = node.getText(tree).replaceAll(/\s|\?/g, '')
      if (text === 'Date.now' || text === 'Temporal.Now') source.clocks.push({ what: text, line })
      if (text.startsWith('performance.')) source.clocks.push({ what: 'performance', line })
    }
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) source.texts.push({ text: textOf(node), line })
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return source
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  const clause = node.importClause
  if (!clause) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings
  return !clause.name && !!named && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly)
}

/** `selectFrom` of `a.b.selectFrom(…)`, and `fetch` only of a bare `fetch(…)` or `globalThis.fetch(…)`. */
function lastName(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text
  if (!ts.isPropertyAccessExpression(expression)) return ''
  const name = expression.name.text
  return name === 'fetch' && expression.expression.getText() !== 'globalThis' ? '.fetch' : name
}

function textOf(node: ts.StringLiteralLike | ts.TemplateExpression): string {
  if (!ts.isTemplateExpression(node)) return node.text
  return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(' ? ')
}

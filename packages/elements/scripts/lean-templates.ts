/** Takes the line breaks and indents out of `html` and `css` texts, which no minifier does: a sixth of a component. */
import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'
import ts from 'typescript'

export const leanTemplates: Plugin = {
  name: 'lean-templates',
  setup(build) {
    build.onLoad({ filter: /elements[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: lean(await readFile(path, 'utf8')),
      loader: 'ts',
    }))
  },
}

/** The source with its templates on one line; what stands between their texts is left as it is. */
export function lean(source: string): string {
  const pieces: [from: number, to: number, text: string][] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node)) {
      const shorten = { css: leanCss, html: leanHtml, svg: leanHtml }[node.tag.getText()]
      for (const part of shorten ? partsOf(node.template) : []) {
        const [from, to] = [part.getStart(), part.getEnd()]
        pieces.push([from, to, shorten?.(source.slice(from, to)) ?? ''])
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('template.ts', source, ts.ScriptTarget.Latest, true))
  pieces.sort(([one], [other]) => other - one)
  return pieces.reduce((text, [from, to, shorter]) => text.slice(0, from) + shorter + text.slice(to), source)
}

const partsOf = (template: ts.TemplateLiteral): ts.Node[] =>
  ts.isNoSubstitutionTemplateLiteral(template)
    ? [template]
    : [template.head, ...template.templateSpans.map((span) => span.literal)]

const leanHtml = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ')

const leanCss = (text: string) =>
  text
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/ ?([{};]) ?/g, '$1')
    .replaceAll(/([:,]) /g, '$1')
    .replaceAll(';}', '}')

/** The page that documents the components. */
import { type ComponentDeclaration, methodsOf, propertiesOf } from './manifest.ts'

export function writePage(components: readonly ComponentDeclaration[]): string {
  return `<!-- Generated from the components, do not edit. -->

# Components

Each takes the settings of its session as attributes, or of the page by \`configure()\`. See the
[README](../README.md) for both, and for colours.

${components.map(section).join('\n')}`
}

function section(component: ComponentDeclaration): string {
  const { tagName, description = '', events, slots, cssParts, cssProperties } = component
  const define = tagName.replace('agencyops-', '')
  const example = description.includes('```')
    ? ''
    : `\`\`\`html\n<${tagName} api-url="https://psa.example" session-url="/session"></${tagName}>\n\`\`\``
  const properties = propertiesOf(component).map(({ name, attribute, type, description: meaning }) => [
    `\`${name}\``,
    attribute ? `\`${attribute}\`` : '',
    `\`${type?.text ?? ''}\``,
    meaning ?? '',
  ])
  const methods = methodsOf(component).map(({ name, description: meaning }) => [`\`${name}()\``, meaning ?? ''])
  return [
    `## \`<${tagName}>\``,
    description,
    `\`import '@agencyops/elements/define/${define}'\``,
    example,
    table('Properties', ['property', 'attribute', 'type', 'meaning'], properties),
    table('Methods', ['method', 'meaning'], methods),
    table('Events', ['event', 'meaning'], described(events)),
    table('Slots', ['slot', 'meaning'], described(slots)),
    table('Parts, for `::part()`', ['part', 'meaning'], described(cssParts)),
    table('Custom properties', ['property', 'meaning'], described(cssProperties)),
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n')
}

const described = (list: readonly { name: string; description?: string }[] = []) =>
  list.map(({ name, description }) => [`\`${name || 'default'}\``, description ?? ''])

function table(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  const width = heads.map(() => '---')
  return `### ${title}\n\n${[heads, width, ...rows].map(line).join('\n')}`
}

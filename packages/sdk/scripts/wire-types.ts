import openapiTS, { astToString, type OpenAPITSOptions } from 'openapi-typescript'
import ts from 'typescript'
import type { Document, Schema } from './document.ts'

const { factory } = ts

/** `${string}` after the prefix, so that an id of another record does not compile. */
function idType(prefix: string): ts.TypeNode {
  const span = factory.createTemplateLiteralTypeSpan(
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    factory.createTemplateTail(''),
  )
  return factory.createTemplateLiteralType(factory.createTemplateHead(prefix), [span])
}

/** `"draft" | (string & {})`: known values are offered, later ones are no lie. */
function openEnum(values: readonly unknown[]): ts.TypeNode {
  const literals = values.map((value) =>
    factory.createLiteralTypeNode(value === null ? factory.createNull() : factory.createStringLiteral(String(value))),
  )
  const any = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    factory.createTypeLiteralNode([]),
  ])
  return factory.createUnionTypeNode([...literals, factory.createParenthesizedType(any)])
}

const union = (types: ts.TypeNode[]) => (types.length === 1 ? types[0] : factory.createUnionTypeNode(types))

/** The prefixes of an id's pattern: `^deal_[…` or `^(?:member|contact)_[…`. */
const idPrefixes = (pattern: string | undefined) => {
  const [, names] = pattern?.match(/^\^\(?(?:\?:)?([a-z_|]+?)\)?_?\[/) ?? []
  return names?.split('|').map((name) => `${name.replace(/_$/, '')}_`)
}

const transform: OpenAPITSOptions['transform'] = (object) => {
  const schema = object as Schema
  const prefixes = schema.format?.endsWith('-id') ? idPrefixes(schema.pattern) : undefined
  if (prefixes) return union(prefixes.map(idType))
  if (schema['x-agencyops-open'] && schema.enum) return openEnum(schema.enum)
  if (schema.format === 'binary') return factory.createTypeReferenceNode('Blob')
  return undefined
}

/** `paths`, `components` and `operations`, by openapi-typescript with our ids and open enums. */
export async function wireTypes(document: Document): Promise<string> {
  // It edits what it is given.
  const copy = structuredClone(document) as unknown as Parameters<typeof openapiTS>[0]
  return astToString(await openapiTS(copy, { transform, defaultNonNullable: false, silent: true }))
}

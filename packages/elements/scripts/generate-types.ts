/** Types and wrappers by which frameworks know the components. Events are named as `HTMLElementEventMap` has them. */
import { type ComponentDeclaration, propertiesOf } from './manifest.ts'

/** `agencyops-deal-moved` → `DealMoved`. */
const pascal = (name: string) =>
  name
    .replace(/^agencyops-/, '')
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

const names = (component: ComponentDeclaration) =>
  propertiesOf(component)
    .map(({ name }) => `'${name}'`)
    .join(' | ')

const imported = (components: readonly ComponentDeclaration[]) =>
  `{\n${components.map(({ name }) => `  ${name},\n`).join('')}}`

/** A module for each component, for React 18 and later, so that a bundle takes only those that it uses. */
export function writeReact(components: readonly ComponentDeclaration[]): Record<string, string> {
  const modules = components.map(({ name, tagName, description = '', events = [] }) => {
    const view = tagName.replace('agencyops-', '')
    const handlers = events.map(
      ({ name: event }) => `    on${pascal(event)}: '${event}' as EventName<HTMLElementEventMap['${event}']>,\n`,
    )
    const text = `import { createComponent, type EventName } from '@lit/react'
import React from 'react'
import '../../define/${view}.ts'
import { ${name} } from '../../index.ts'

/** ${firstSentence(description)} */
export const ${pascal(tagName)} = createComponent({
  tagName: '${tagName}',
  elementClass: ${name},
  react: React,
  events: {
${handlers.join('')}  },
})
`
    return [`react/${view}.ts`, text] as const
  })
  const doors = modules.map(([file]) => `export * from './${file}'\n`)
  return { ...Object.fromEntries(modules), 'react.ts': doors.join('') }
}

/** The tags in JSX: properties, attributes, and events as React 19 passes them. */
export function writeJsx(components: readonly ComponentDeclaration[]): string {
  const tags = components.map((component) => {
    const { name, tagName, events = [] } = component
    const attributes = propertiesOf(component).filter(({ attribute, name: own }) => attribute && attribute !== own)
    const lines = [
      ...attributes.map(({ attribute }) => `      '${attribute}'?: string | undefined\n`),
      ...events.map(({ name: event }) => `      'on${event}'?: (event: HTMLElementEventMap['${event}']) => void\n`),
    ]
    return `    '${tagName}': DetailedHTMLProps<HTMLAttributes<${name}>, ${name}> &
      Partial<Pick<${name}, ${names(component)}>> & {
${lines.join('')}    }
`
  })
  return `import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type ${imported(components)} from '../index.ts'

interface Tags {
${tags.join('').replaceAll(/^ {4}/gm, '  ')}}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Tags {}
  }
}
`
}

/** The tags in Vue's templates. */
export function writeVue(components: readonly ComponentDeclaration[]): string {
  const tags = components.map((component) => {
    const { name, tagName, events = [] } = component
    const handlers = events.map(
      ({ name: event }) => `      'on${pascal(`-${event}`)}'?: (event: HTMLElementEventMap['${event}']) => void\n`,
    )
    return `    '${tagName}': DefineComponent<
      Partial<Pick<${name}, ${names(component)}>> & {
${handlers.join('')}      }
    >
`
  })
  return `import type { DefineComponent } from 'vue'
import type ${imported(components)} from '../index.ts'

declare module 'vue' {
  interface GlobalComponents {
${tags.join('')}  }
}
`
}

const firstSentence = (text: string) =>
  (text.split(/(?<=\.)\s/)[0] ?? text).replaceAll('*/', '').replaceAll(/\s+/g, ' ').trim()

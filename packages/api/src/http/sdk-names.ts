/** How the SDK calls an operation: its entry is the tag, its method the verb. The exceptions stand with their operations. */
import type { Operation } from './operation.ts'

const camel = (snake: string) => snake.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** `companies` → `company`; `entries` → `entry`; `series` stays. */
function singular(plural: string): string {
  if (plural.endsWith('series')) return plural
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`
  return plural.endsWith('s') ? plural.slice(0, -1) : plural
}

/** `winDeal` of `deals` → `win`; `listDealStageTransitions` of `deals` → `listStageTransitions`. */
function methodOf(id: string, tag: string): string {
  const nouns = [camel(tag), camel(singular(tag))].map((noun) => noun.charAt(0).toUpperCase() + noun.slice(1))
  for (const noun of nouns) {
    const index = id.indexOf(noun)
    if (index > 0) return id.slice(0, index) + id.slice(index + noun.length)
  }
  return id
}

export function sdkName(operation: Pick<Operation, 'id' | 'tag' | 'sdk'>): { resource: string; method: string } {
  return (
    operation.sdk ?? {
      resource: operation.tag.split('.').map(camel).join('.'),
      method: methodOf(operation.id, operation.tag),
    }
  )
}

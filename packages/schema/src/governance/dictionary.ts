import { z } from 'zod'
import { nullable } from '../common/index.ts'

const named = { name: z.string(), meaning: z.string() }
const maybe = nullable(z.string())

export const dictionaryField = z
  .object({
    name: z.string(),
    type: z
      .string()
      .describe('A JSON type or the name of a definition; `[]` behind it for a list, `or null` where it may be.'),
    meaning: maybe.describe('Null where the name says all.'),
    values: nullable(z.array(z.string())).describe('What it can be, where that is a fixed list; it may grow.'),
    optional: z.boolean().describe('Whether it can be absent.'),
    changed_by: maybe.describe('What changes it, where an update cannot.'),
  })
  .meta({ id: 'DictionaryField', description: 'One field of a definition.' })

export const dictionaryDefinition = z
  .object({
    name: z.string().describe('As it stands in the OpenAPI document.'),
    meaning: z.string(),
    type: z.string(),
    values: nullable(z.array(z.string())).describe('What it can be, where that is a fixed list; it may grow.'),
    fields: z.array(dictionaryField),
    read_scope: maybe.describe(
      'The scope that may see such records; null where the definition is no record of its own.',
    ),
    events: z.array(z.string()).describe('Events that tell of a change of such a record.'),
  })
  .meta({
    id: 'DictionaryDefinition',
    description: 'One word of the vocabulary: a record, a request or a kind of value.',
  })

export const dictionary = z
  .object({
    definitions: z.array(dictionaryDefinition),
    scopes: z.array(z.object(named).meta({ id: 'DictionaryScope', description: 'What a credential may do.' })),
    roles: z.array(
      z
        .object({ ...named, scopes: z.array(z.string()) })
        .meta({ id: 'DictionaryRole', description: 'What a member of this role may do.' }),
    ),
    components: z.array(
      z
        .object({
          ...named,
          scopes: z.array(z.string()).describe('What a member’s session needs for it.'),
          portal_operations: z.array(z.string()).describe('What a contact’s session reaches by it.'),
          features: z.array(z.string()),
        })
        .meta({ id: 'DictionaryComponent', description: 'An embeddable component.' }),
    ),
    events: z.array(
      z
        .object({ type: z.string(), meaning: z.string() })
        .meta({ id: 'DictionaryEvent', description: 'What can happen.' }),
    ),
    problems: z.array(
      z
        .object({
          code: z.string(),
          status: z.number().int(),
          title: z.string(),
          meaning: z.string(),
          mend: z.string(),
          retry: z.boolean().describe('Whether the same request may succeed later without a change.'),
        })
        .meta({ id: 'DictionaryProblem', description: 'What can be answered instead of success.' }),
    ),
  })
  .meta({
    id: 'Dictionary',
    description:
      'The vocabulary: every definition with its fields, and what credentials, roles, components, events and problems there are.',
  })

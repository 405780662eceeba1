/**
 * `npm run new:operation -- deals archive` writes the skeleton of `POST /v1/deals/{id}/archive` (operation
 * `archiveDeal`) in the area that owns deals: its declaration, its action and a test to fill in.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const areas = join(import.meta.dirname, '../packages/api/src/modules')
const [tag, verb] = process.argv.slice(2)

function usage(message: string): never {
  console.error(`${message}\nUsage: npm run new:operation -- <plural noun> <verb>, for example: deals archive`)
  process.exit(2)
}

if (!tag || !verb || !/^[a-z_]+$/.test(tag) || !/^[a-z_]+$/.test(verb)) usage('Give a plural noun and a verb.')
const fileOf = (noun: string) => `${noun.replaceAll('_', '-')}.ts`
const area = readdirSync(areas).find((name) => existsSync(join(areas, name, 'routes', fileOf(tag))))
if (!area) usage(`No area has routes/${fileOf(tag)}. Begin an area or a noun by copying crm's companies.`)

const noun = tag.endsWith('ies') ? `${tag.slice(0, -3)}y` : tag.replace(/s$/, '')
const pascal = (snake: string) => snake.replaceAll(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
const camel = (snake: string) => snake.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const id = `${camel(verb)}${pascal(noun)}`
const file = `${verb}-${noun}`.replaceAll('_', '-')
const words = `${verb.replaceAll('_', ' ')} ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun.replaceAll('_', ' ')}`

const action = `import type { RowId } from '../../../db/row.ts'
import type { UnitOfWork } from '../../../db/unit-of-work.ts'
import { updateRow } from '../../../db/insert.ts'
import { changeRow } from '../../../db/change-row.ts'
import { notFound } from '../../../http/problem.ts'
import { lock${pascal(noun)} } from '../queries/${fileOf(tag)}'
import type { ${pascal(noun)}Row } from '../tables.ts'
import { ${camel(noun)}View } from '../views.ts'

/** What it changes, in one sentence. Throws 404, and what else it refuses. */
export async function ${id}(work: UnitOfWork, id: RowId<'${noun}'>): Promise<${pascal(noun)}Row> {
  const before = await work.first(lock${pascal(noun)}({ id }))
  if (!before) throw notFound('${noun.replaceAll('_', ' ')}')
  work.match(before.version)
  const { after, columns } = changeRow(before, {}, work.now)
  if (!columns) return before
  work.later(updateRow('${noun}', id, columns), 1)
  await work.record({
    type: '${noun}.updated',
    subject: { type: '${noun}', id, version: after.version },
    before: ${camel(noun)}View(before),
    after: ${camel(noun)}View(after),
  })
  return after
}
`

const declaration = `  writeOperation({
    id: '${id}',
    path: '/v1/${tag}/{id}/${verb}',
    tag: '${tag}',
    summary: '${words.charAt(0).toUpperCase()}${words.slice(1)}',
    description: 'What it does, its rules and its side effects.',
    scope: '${tag}:write',
    params: { id: ids.${noun} },
    answers: ${camel(noun)},
    ifMatch: 'optional',
    problems: ['illegal_move'],
    emits: ['${noun}.updated'],
    handle: async (work, { params }) => ${camel(noun)}View(await ${id}(work, toRow(params.id))),
  }),
`

const test = `import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

it('keeps the promise of ${words}', async () => {
  const { status } = await tenant.post('/v1/${tag}/${noun}_00000000000000000000000000/${verb}')
  expect(status).toBe(404)
})
`

const folder = join(areas, area)
mkdirSync(join(folder, 'actions'), { recursive: true })
const written = [
  [join(folder, 'actions', `${file}.ts`), action],
  [join(folder, `${file}.test.ts`), test],
] as const
for (const [path] of written) if (existsSync(path)) usage(`${path} exists already.`)
for (const [path, text] of written) {
  writeFileSync(path, text)
  console.log(`wrote ${path}`)
}
console.log(
  `\nAdd to ${join(folder, 'routes', fileOf(tag))}:\n\n${declaration}\nThen: npm run generate, npm test -- server document`,
)

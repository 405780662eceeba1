/** The vocabulary, over HTTP. */
import { dictionary } from '@agencyops/schema'
import { readOperation } from '../../../http/operation.ts'
import { describeVocabulary } from '../describe-vocabulary.ts'

let known: ReturnType<typeof describeVocabulary> | undefined

export const dictionaryOperations = [
  readOperation({
    id: 'getDictionary',
    path: '/v1/dictionary',
    tag: 'dictionary',
    sdk: { resource: 'dictionary', method: 'get' },
    summary: 'Get the dictionary',
    description:
      'Every word of the API: records and requests with their fields, what each means, what can change it and which events tell of it; scopes, roles, components, events and problems. The same for every tenant; it changes with a release.',
    scope: null,
    answers: dictionary,
    quick: true,
    async handle() {
      known ??= describeVocabulary()
      return known
    },
  }),
]

/** Schemas of the document that no handler parses. */
import { eventTypes, ids, instant, problemCodes } from '@agencyops/schema'
import { z } from 'zod'

export const fieldError = z
  .object({
    code: z.string().describe('What is wrong: `unknown_field`, `required`, `invalid_id`.'),
    detail: z.string().describe('A sentence with the mend.'),
    pointer: z.string().optional().describe('Where in the body, as a JSON pointer fragment: `#/lines/0/quantity`.'),
    parameter: z.string().optional().describe('Which parameter of the path or the query.'),
    header: z.string().optional().describe('Which header.'),
    nearest: z.string().optional().describe('The name that was probably meant.'),
  })
  .meta({ id: 'FieldError', description: 'One thing that is wrong, and where.' })

const problemCode = z.enum(problemCodes as [string, ...string[]]).meta({
  id: 'ProblemCode',
  description: 'The kind of problem; each has a page under `/problems/<code>`. New ones may come.',
})

export const problemSchema = z
  .looseObject({
    type: z.string().describe('`urn:agencyops:problem:<code>`.'),
    title: z.string().describe('Never varies for a code.'),
    status: z.number().int(),
    code: problemCode,
    detail: z.string().describe('One sentence for this occurrence; says the mend.'),
    errors: z.array(fieldError).optional().describe('Every fault at once.'),
    legal_moves: z.array(z.string()).optional().describe('What the record’s state does allow; with `illegal_move`.'),
    request_id: z.string(),
  })
  .meta({ id: 'Problem', description: 'A refusal, RFC 9457.' })

export const event = z
  .object({
    id: ids.evt,
    position: z.number().int(),
    type: z.enum(eventTypes as [string, ...string[]]),
    at: instant,
    subject: z.object({ type: z.string(), id: z.string(), version: z.number().int() }),
  })
  .meta({
    id: 'WebhookEvent',
    description: 'What a webhook carries: which record, which change. Read the record for the rest.',
  })

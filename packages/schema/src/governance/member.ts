import { z } from 'zod'
import { roleNames } from '../catalog/index.ts'
import { externalRef, ids, instant, listQuery, name, nullable, page, several } from '../common/index.ts'
import { exampleId, exampleStamps } from '../example-records.ts'

const record = { archived_at: nullable(instant), version: z.number().int(), created_at: instant, updated_at: instant }
const email = z.email().max(254)
const byTime = z
  .enum(['created_at', '-created_at', 'updated_at', '-updated_at'])
  .optional()
  .describe('By `-created_at` unless told.')

export const person = z
  .object({ id: ids.person, name, email: nullable(z.string()), external_ref: nullable(externalRef), ...record })
  .meta({
    id: 'Person',
    description: 'Somebody who works here, with or without a login.',
    example: {
      id: exampleId('person'),
      name: 'Ilse Brand',
      email: 'ilse@quillhaven.example',
      external_ref: null,
      archived_at: null,
      ...exampleStamps(),
    },
  })

export const personPage = page('PersonPage', person)

export const personCreate = z
  .strictObject({ name, email: email.optional(), external_ref: externalRef.optional() })
  .meta({ id: 'PersonCreate', description: 'A person without a login.', example: { name: 'Ilse Brand' } })

export const personUpdate = z
  .strictObject({
    name: name.optional(),
    email: nullable(email).optional(),
    external_ref: nullable(externalRef).optional(),
  })
  .meta({
    id: 'PersonUpdate',
    description: 'What of a person can be changed. null clears.',
    example: { email: 'ilse@quillhaven.example' },
    'x-changed-by': { role: 'updateMember', archived_at: 'archive and restore' },
  })

export const personListQuery = { ...listQuery, sort: byTime }

export const role = z.enum(roleNames).meta({
  id: 'Role',
  description: 'What a member may do; the dictionary lists the scopes of each.',
  example: 'manager',
})

export const member = z.object({ id: ids.member, person_id: ids.person, role, ...record }).meta({
  id: 'Member',
  description: 'A person’s login, with a role.',
  example: {
    id: exampleId('member'),
    person_id: exampleId('person'),
    role: 'manager',
    archived_at: null,
    ...exampleStamps(),
  },
})

export const memberPage = page('MemberPage', member)

export const memberCreated = member
  .extend({ person })
  .meta({ id: 'MemberCreated', description: 'The new member, and the person behind it.' })

export const memberCreate = z
  .strictObject({
    person_id: ids.person
      .optional()
      .describe('A person who is known. Else give `name`, and `email` where there is one.'),
    name: name.optional(),
    email: email.optional(),
    role,
  })
  .refine((body) => (body.person_id === undefined) !== (body.name === undefined), 'Give either person_id or name.')
  .refine((body) => body.person_id === undefined || body.email === undefined, 'The e-mail address is the person’s.')
  .meta({
    id: 'MemberCreate',
    description: 'A login for a new person, or for one who is known.',
    example: { name: 'Ilse Brand', email: 'ilse@quillhaven.example', role: 'manager' },
  })

export const memberUpdate = z.strictObject({ role: role.optional() }).meta({
  id: 'MemberUpdate',
  description: 'What of a member can be changed.',
  example: { role: 'finance' },
  'x-changed-by': {
    name: 'updatePerson',
    email: 'updatePerson',
    person_id: 'create, which makes another member',
    archived_at: 'archive and restore',
  },
})

export const memberListQuery = { ...listQuery, role: several(role), sort: byTime }

/** Global set-up of the embedded project: one dump of a migrated PGlite for all workers. */
import type { TestProject } from 'vitest/node'
import type {} from './databases.ts'
import { createPgliteDump } from './databases-template.ts'

export default async function setup(project: TestProject): Promise<void> {
  project.provide('pgliteDump', await createPgliteDump())
}

/** Global set-up of the server project: one PostgreSQL with one migrated template for all workers. */
import type { TestProject } from 'vitest/node'
import type {} from './databases.ts'
import { createPostgresTemplate, dropPostgresTemplate } from './databases-template.ts'
import { startPostgres } from './postgres.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres()
  console.log(postgres.description)
  try {
    const template = await createPostgresTemplate(postgres.url)
    project.provide('postgresTemplate', template)
    return async () => {
      await dropPostgresTemplate(template)
      await postgres.stop()
    }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

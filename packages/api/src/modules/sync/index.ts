/** The door of sync. */
import { defineModule } from '../module.ts'

export const sync = defineModule({ name: 'sync', operations: [] })

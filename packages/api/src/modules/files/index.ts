/** The door of files. */
import { defineModule } from '../module.ts'

export const files = defineModule({ name: 'files', operations: [] })

/** The door of insight. */
import { defineModule } from '../module.ts'

export const insight = defineModule({ name: 'insight', operations: [] })

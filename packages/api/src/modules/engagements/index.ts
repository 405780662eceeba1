/** The door of engagements. */
import { defineModule } from '../module.ts'

export const engagements = defineModule({ name: 'engagements', operations: [] })

/** The door of portal. */
import { defineModule } from '../module.ts'

export const portal = defineModule({ name: 'portal', operations: [] })

/** The door of embed. */
import { defineModule } from '../module.ts'

export const embed = defineModule({ name: 'embed', operations: [] })

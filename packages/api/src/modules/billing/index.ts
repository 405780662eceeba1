/** The door of billing. */
import { defineModule } from '../module.ts'

export const billing = defineModule({ name: 'billing', operations: [] })

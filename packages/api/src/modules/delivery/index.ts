/** The door of delivery. */
import { defineModule } from '../module.ts'

export const delivery = defineModule({ name: 'delivery', operations: [] })

/** The door of insight. */
import { defineModule } from '../module.ts'
import { traceOperations } from './routes/trace.ts'

export const insight = defineModule({ name: 'insight', operations: [...traceOperations] })

export * from './audit-entry.ts'
export * from './event.ts'
export * from './record-id.ts'

export * from './api-key.ts'
export * from './tenant.ts'

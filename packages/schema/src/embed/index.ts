export * from './embed-session.ts'
export * from './magic-link.ts'
export * from './portal-session.ts'

export * from './embed-session.ts'

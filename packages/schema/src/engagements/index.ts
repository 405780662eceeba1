export * from './engagement.ts'
export * from './share.ts'
export * from './team.ts'

export * from './approval.ts'
export * from './engagement.ts'
export * from './file.ts'
export * from './milestone.ts'

export * from './approval.ts'
export * from './milestone.ts'
export * from './project.ts'

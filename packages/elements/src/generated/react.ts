// Generated from the components, do not edit.
export * from './react/approval.ts'
export * from './react/invoice.ts'
export * from './react/pipeline-board.ts'

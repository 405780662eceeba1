export * from './catalog/index.ts'
export * from './common/index.ts'
export * from './crm/index.ts'
export * from './governance/index.ts'

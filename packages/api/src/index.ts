/**
 * The library: an app to mount in a server of your own, and what it needs. Importing it does nothing by itself.
 */
export { type AppOptions, createApp } from './app.ts'
export { type Database, openEmbeddedDatabase, openServerDatabase, type ServerOptions } from './db/database.ts'
export { type MigrationResult, type MigrationTarget, migrate } from './db/migrate.ts'
export { createPlatform, type NewPlatform } from './db/platforms.ts'
export { defaultLimits, type Limits } from './http/deps.ts'
export type { MachineClock } from './primitives/machine-clock.ts'
export { diskStorage } from './storage/disk.ts'
export { type KeptBytes, type Storage, type StoredBytes, TooLarge } from './storage/storage.ts'
export { runWorkers, type Workers } from './workers.ts'

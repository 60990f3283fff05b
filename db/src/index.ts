export { createDb, type Db, type DbHandle, type DbOptions } from './client.ts'
export { migrate } from './migrate.ts'
export * from './schema/index.ts'
export { isUniqueViolation } from './violations.ts'

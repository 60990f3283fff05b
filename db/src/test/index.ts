export { createTestDatabase, type TestDatabase } from './create-test-database.ts'
export { startDebianPostgres } from './debian-postgres.ts'

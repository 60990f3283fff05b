export { createTestDatabase, TEST_SECRETS_KEY, type TestDatabase } from './create-test-database.ts'
export { startDebianPostgres } from './debian-postgres.ts'
export { startPgbouncer, type TestPgbouncer } from './start-pgbouncer.ts'
export { prepareTemplate } from './template.ts'

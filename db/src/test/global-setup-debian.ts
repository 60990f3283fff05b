import type { TestProject } from 'vitest/node'
import { startDebianPostgres } from './debian-postgres.ts'
import { prepareTemplate } from './template.ts'

/** The same tests on Debian's PostgreSQL, an older major version and another build. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startDebianPostgres()
  await prepareTemplate(server.url)
  project.provide('databaseServerUrl', server.url)
  return server.stop
}

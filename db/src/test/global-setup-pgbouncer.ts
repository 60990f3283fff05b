import type { TestProject } from 'vitest/node'
import setUpServer from './global-setup.ts'
import { startPgbouncer } from './start-pgbouncer.ts'

/** The same tests through a PgBouncer in transaction mode, which lends each database three connections. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let serverUrl = ''
  const stopServer = await setUpServer(project, (url) => {
    serverUrl = url
  })
  const pgbouncer = await startPgbouncer(serverUrl)
  project.provide('databasePoolUrl', pgbouncer.url)
  return async () => {
    await pgbouncer.stop()
    await stopServer()
  }
}

import { openTestDatabase, startTestInstance } from '../link/test/start-test-link.ts'

export type InstanceAlone = Awaited<ReturnType<typeof startInstanceAlone>>

/** An instance on a database of its own, which goes with it. */
export async function startInstanceAlone() {
  const database = await openTestDatabase()
  const instance = await startTestInstance(database)
  return {
    ...instance,
    database,
    async close() {
      await instance.close()
      await database.close()
    },
  }
}

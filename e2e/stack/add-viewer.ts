import { createDb } from '@cashbacktv/db'
import { type Api, apiClient } from './api-client.ts'
import { ADMIN_EMAIL, ADMIN_PASSWORD } from './start-stack.ts'

export const VIEWER_EMAIL = 'viewer@example.org'

/** A user who may only look, written into the database with the admin's password; logged in. */
export async function addViewer(databaseUrl: string, url: string): Promise<Api> {
  const { sql, close } = createDb(databaseUrl)
  await sql`
    insert into users (id, email, password_hash, role)
    select gen_random_uuid(), ${VIEWER_EMAIL}, password_hash, 'viewer'
    from users where email = ${ADMIN_EMAIL}`
  await close()
  return apiClient(url).login(VIEWER_EMAIL, ADMIN_PASSWORD)
}

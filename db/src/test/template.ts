import { connect } from '../connect.ts'
import { migrate } from '../migrate.ts'

/** Copying a migrated template takes some 30 ms, migrating anew ten times that. */
export const TEMPLATE = 'cashbacktv_test_template'

/** Makes the migrated template that test databases are copied from; answers how to drop it. */
export async function prepareTemplate(serverUrl: string): Promise<() => Promise<void>> {
  await onServer(serverUrl, `drop database if exists ${TEMPLATE} with (force)`)
  await onServer(serverUrl, `create database ${TEMPLATE}`)
  await migrate(inDatabase(serverUrl, TEMPLATE))
  return () => onServer(serverUrl, `drop database if exists ${TEMPLATE} with (force)`)
}

export async function onServer(serverUrl: string, statement: string): Promise<void> {
  const sql = connect(serverUrl, { max: 1 })
  try {
    await sql.unsafe(statement)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

export function inDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

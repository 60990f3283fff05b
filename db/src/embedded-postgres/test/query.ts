import { connect } from '../../connect.ts'

/** The rows of one statement, by a connection of its own. */
export async function query(url: string, statement: string): Promise<unknown> {
  const sql = connect(url, { max: 1 })
  try {
    return [...(await sql.unsafe(statement))]
  } finally {
    await sql.end()
  }
}

import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createDb } from '@cashbacktv/db'
import { startDebianPostgres } from '@cashbacktv/db/test'

/** PostgreSQL that writes down each statement apart from the values bound to it. */
export async function startTellingPostgres() {
  const database = await startDebianPostgres({
    log_statement: 'all',
    log_destination: 'jsonlog',
    logging_collector: 'on',
    log_rotation_size: '0',
    log_rotation_age: '0',
  })
  const { url, stop, dataFolder } = database
  return {
    url,
    stop,
    injected: () => injectedStatements(join(dataFolder, 'log')),
    /** What they run is in no statement that is sent. */
    functionsThatBuildSql: async () => {
      const { sql, close } = createDb(url)
      try {
        return await sql`
          select proname from pg_proc
          where pronamespace = 'public'::regnamespace and prosrc ~* '\\mexecute\\M'`
      } finally {
        await close()
      }
    },
  }
}

/** Of a line of its log: what was asked; what could not even be read stands with its error. */
type Entry = { message?: string; statement?: string }

/** Comparisons of a number of four digits with itself, calls and unions that sqlmap writes and nobody else does. */
const OF_SQLMAP = /\b(\d{4})=\1\b|CHR\(\d+\)\|\||UNION ALL SELECT|[.,()'"]{10}|\bORDER BY \d+-- /

/**
 * Statements that have something of sqlmap in their own text, where PostgreSQL would run it. What is
 * bound is told apart from them, so that this knows for certain what sqlmap infers from answers.
 */
async function injectedStatements(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    for await (const line of createInterface({ input: createReadStream(join(folder, name)) })) {
      const { message = '', statement = '' } = JSON.parse(line) as Entry
      const [, asked = ''] = /^(?:statement|execute [^:]*): (.*)/s.exec(message) ?? []
      if (OF_SQLMAP.test(asked) || OF_SQLMAP.test(statement)) found.push(asked || statement)
    }
  }
  return found
}

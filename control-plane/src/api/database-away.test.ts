import { expect, test } from 'vitest'
import { isDatabaseAway } from './database-away.ts'

/** As Drizzle wraps what Node says of a connection. */
function queryFailed(code: string): Error {
  const cause = Object.assign(new Error(`connect ${code} 10.0.0.5:5432`), { code })
  return new Error('Failed query: select 1', { cause })
}

test.each(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', '57P03'])(
  'a server that cannot be reached (%s) is away, and no fault of ours',
  (code) => {
    expect(isDatabaseAway(queryFailed(code))).toBe(true)
  },
)

test('what PgBouncer ends, with no connection to lend, is away, and what PostgreSQL says by the same code is not', () => {
  const said = (fields: object) => {
    const cause = Object.assign(new Error('query_wait_timeout'), { code: '08P01' }, fields)
    return new Error('Failed query: select 1', { cause })
  }
  expect(isDatabaseAway(said({ severity_local: 'FATAL' }))).toBe(true)
  expect(isDatabaseAway(said({ severity_local: 'ERROR', severity: 'ERROR' }))).toBe(false)
})

test('what the server says of a statement is a fault of ours', () => {
  expect(isDatabaseAway(queryFailed('42703'))).toBe(false)
})

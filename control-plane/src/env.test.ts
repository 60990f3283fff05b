import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseEnv } from './env.ts'
import { redisOf } from './redis-of.ts'

test('an empty environment is a whole one, and an empty variable is none', () => {
  const unset = parseEnv({})
  expect(unset).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', DEMO: 'on' })
  expect(unset.TRUST_PROXY.peer('127.0.0.1')).toBe(false)
  expect(unset).toMatchObject({ DATABASE_URL: null, REDIS_URL: null, ADMIN_PASSWORD: null })
  for (const empty of ['', ' ']) {
    const source = Object.fromEntries(Object.keys(unset).map((name) => [name, empty]))
    expect(parseEnv(source)).toEqual(unset)
  }
})

test('the defaults are those that the example of the environment shows', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  const lines = example.split('\n').filter((line) => /^[A-Z_]+=/.test(line))
  const shown = Object.fromEntries(
    lines.map((line) => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1)]),
  )
  expect(parseEnv(shown)).toEqual(parseEnv({}))
})

test('a database may be one of several servers, with another way to it for migrations', () => {
  const DATABASE_URL = 'postgres://u:p@one:5432,two:5433/n'
  const DATABASE_DIRECT_URL = 'postgres://u:p@one/n'
  const given = { DATABASE_URL, DATABASE_DIRECT_URL }
  expect(parseEnv(given)).toMatchObject(given)
})

test('networks are read with or without blanks, and a password keeps its own', () => {
  const env = parseEnv({
    SOURCE_ALLOW_CIDRS: ' 127.0.0.0/8 ,fd00::/8,',
    ADMIN_PASSWORD: ' a b ',
    PORT: '0',
  })
  expect(env.SOURCE_ALLOW_CIDRS).toEqual(['127.0.0.0/8', 'fd00::/8'])
  expect([env.ADMIN_PASSWORD, env.PORT]).toEqual([' a b ', 0])
})

describe('a variable that is wrong is named, with what to write, and without its value', () => {
  test.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['PORT', '80.5'],
    ['PORT', '-1'],
    ['ADMIN_EMAIL', 'nobody'],
    ['DEMO', 'perhaps'],
    ['TRUST_PROXY', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['SOURCE_ALLOW_CIDRS', '10.0.0.0/8;rm'],
    ['SOURCE_ALLOW_CIDRS', '10.0.0.0/33'],
    ['DATABASE_URL', 'mysql://user:s3cret@host/name'],
    ['DATABASE_URL', 's3cret'],
    ['DATABASE_URL', 'postgres://u:s3cret@one:5432,two:0x9/n'],
    ['DATABASE_DIRECT_URL', 'mysql://user:s3cret@host/name'],
    ['REDIS_URL', 'http://user:s3cret@host'],
    ['UPSTASH_REDIS_REST_URL', 'redis://:s3cret@host'],
    ['PUBLIC_URL', 'tv.example'],
    ['PUBLIC_URL', 'https://tv.example/?s3cret'],
  ])('%s=%s', (name, value) => {
    const told = messageOf(() => parseEnv({ [name]: value }))
    expect(told).toMatch(new RegExp(`^The environment is not right\\.\\n${name}: \\S`))
    expect(told).not.toContain(value)
    expect(told).not.toContain('s3cret')
  })

  test('all of them at once', () => {
    expect(messageOf(() => parseEnv({ PORT: 'x', DEMO: 'x' })).split('\n')).toHaveLength(3)
  })
})

test('Redis over REST goes before Redis over TCP; without either there is none', () => {
  const both = { REDIS_URL: 'redis://h', UPSTASH_REDIS_REST_URL: 'https://r' }
  const token = { UPSTASH_REDIS_REST_TOKEN: 't' }
  expect(redisOf(parseEnv({ ...both, ...token }))).toEqual({ restUrl: 'https://r', token: 't' })
  expect(redisOf(parseEnv({ REDIS_URL: 'redis://h' }))).toEqual({ url: 'redis://h' })
  expect(redisOf(parseEnv({}))).toBeNull()
})

function messageOf(run: () => unknown): string {
  try {
    run()
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

import { expect, test } from 'vitest'
import { parseEnv } from './env.ts'

test('nothing has to be given', () => {
  expect(parseEnv({})).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    demo: true,
    databaseUrl: null,
    redis: null,
    logLevel: 'info',
  })
})

test('an empty variable counts as not given', () => {
  expect(parseEnv({ PORT: '', DATABASE_URL: ' ', DEMO: '' })).toEqual(parseEnv({}))
})

test.each([
  [{ PORT: 'many' }, /PORT must be a number/],
  [{ PORT: '70000' }, /PORT must be a number/],
  [{ ADMIN_EMAIL: 'me' }, /ADMIN_EMAIL must be/],
  [{ ADMIN_PASSWORD: 'short' }, /ADMIN_PASSWORD must have 8/],
  [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of/],
  [{ DATABASE_URL: 'nowhere' }, /DATABASE_URL must be/],
  [{ UPSTASH_REDIS_REST_URL: 'https://redis.example' }, /UPSTASH_REDIS_REST_TOKEN is missing/],
])('%o is refused by a sentence that names it', (source, sentence) => {
  expect(() => parseEnv(source)).toThrow(sentence)
})

test('lists of networks may be separated by commas or spaces', () => {
  const { sourceAllowCidrs } = parseEnv({ SOURCE_ALLOW_CIDRS: '127.0.0.0/8, 10.0.0.0/8 ::1/128' })
  expect(sourceAllowCidrs).toEqual(['127.0.0.0/8', '10.0.0.0/8', '::1/128'])
})

test('the demo can be switched off', () => {
  expect(parseEnv({ DEMO: 'off' }).demo).toBe(false)
})

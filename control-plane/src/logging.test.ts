import { LOG_LEVELS, LOG_PARTS, LogEntry } from '@cashbacktv/contract'
import { openLog } from '@cashbacktv/contract/open-log'
import fc from 'fast-check'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createLogger } from './logging.ts'

function openedLog(part: LogEntry['part'], level: (typeof LOG_LEVELS)[number] = 'debug') {
  const lines: string[] = []
  const output = { write: (line: string) => void lines.push(line) }
  const secrets = ['of-the-environment']
  const log = pino(...openLog({ part, level, secrets, output }))
  return { log, lines, read: () => lines.map((line) => LogEntry.parse(JSON.parse(line))) }
}

test.each(LOG_PARTS)('lines of %s are read by the one schema, their usual fields first', (part) => {
  const { log, lines, read } = openedLog(part)
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
  log.debug({ runId: 'r', channelId: 'c', hostId: 'h' }, 'Run started')
  log.child({ requestId: 'q' }).warn('slow')
  log.error({ err: new Error('away', { cause }) }, 'failed')
  log.fatal({ err: 'a text' }, 'ended')
  expect(read().map(({ level, msg }) => [level, msg])).toEqual([
    ['DEBUG', 'Run started'],
    ['WARN', 'slow'],
    ['ERROR', 'failed'],
    ['ERROR', 'ended'],
  ])
  expect(read()[1]).toMatchObject({ part, requestId: 'q' })
  expect(read()[2]?.err).toMatchObject({ cause: { code: 'ECONNREFUSED', message: 'refused' } })
  for (const line of lines) expect(line).toMatch(/^\{"time":"[^"]+","level":"[A-Z]+","part":/)
})

test('what runs in the process of another part says which part it is', () => {
  const lines: string[] = []
  const log = createLogger({ level: 'info', output: { write: (line) => void lines.push(line) } })
  log.child({ part: 'origin' }).info('publishing')
  log.info('listening')
  const parts = lines.map((line) => LogEntry.parse(JSON.parse(line)).part)
  expect(parts).toEqual(['origin', 'control-plane'])
})

test.each(LOG_LEVELS)('at %s that level and what is worse is written', (level) => {
  const { log, lines } = openedLog('agent', level)
  for (const each of LOG_LEVELS) log[each](each)
  expect(lines).toHaveLength(LOG_LEVELS.length - LOG_LEVELS.indexOf(level))
})

test('whatever is logged, a line is one line that the schema reads', () => {
  const { log, lines } = openedLog('agent')
  const fields = fc.dictionary(fc.string({ unit: 'binary' }), fc.anything())
  fc.assert(
    fc.property(fields, fc.string({ unit: 'binary' }), (anything, message) => {
      lines.length = 0
      log.info({ found: anything }, message.replaceAll('%', ''))
      expect(lines).toHaveLength(1)
      expect(lines[0]?.trimEnd()).not.toContain('\n')
      LogEntry.parse(JSON.parse(lines[0] ?? ''))
    }),
  )
})

const SECRET = 'Zx81hunter2Qm27'

/** A secret as people, servers, drivers and FFmpeg put it into words. */
const LEAKS: readonly ((secret: string) => unknown)[] = [
  (s) => `Connection to srt://h:9000?passphrase=${s}&latency=20000 failed`,
  (s) => `Opening 'http://h/live.m3u8?pw=${s}' for reading`,
  (s) => `http://h/live.m3u8?${s}=1 http://h/live.m3u8?pin=1&x=${s}`,
  (s) => `http://joe:${s}@h:8080/x.ts: 401`,
  (s) => `http://h:8080/live/joe/${s}/123.ts`,
  (s) => `rtmp://h/live/${s}: broken pipe`,
  (s) => `GET /live.ts?auth=${s} HTTP/1.1`,
  (s) => `Authorization: Basic ${s}`,
  (s) => `{"authorization":"Bearer ${s}"}`,
  (s) => `got Bearer ${s}, wanted none`,
  (s) => `Cookie: a=1; session=${s}`,
  (s) => `Set-Cookie: refresh=${s}; HttpOnly`,
  (s) => `password=${s} token: ${s}`,
  (s) => `{"password":"${s}","passphrase": "${s} \\" ${s}"}`,
  (s) => `said \\"password\\":\\"${s}\\" and \\"cookie\\":\\"a=${s}\\"`,
  (s) => `Cookie: a="${s} b"; c=${s}`,
  (s) => `user postgres:${s}@db.example refused`,
  (s) => `eyJhbGciOiJIUzI1NiJ9.${s}.${s}`,
  (s) => `cbk_${s}0123456789abcdef`,
  (s) => new Error(`connect to postgres://u:${s}@db/n`),
  (s) => new Error('query failed', { cause: new Error(`postgres://u:${s}@db/n refused`) }),
  (s) => new Error(`insert into users\nparams: ${s}`),
  (s) => ({ credential: s, nested: [{ refreshToken: s, headers: { cookie: s } }] }),
  (s) => ({ apiKey: s, 'x-api-key': s, JWT_SECRET: s }),
]

test('no form of a secret gets into a line: in messages, fields, errors, causes and bindings', () => {
  const { log, lines } = openedLog('control-plane')
  const secret = fc.stringMatching(/^[A-Z][a-z]{3}\d{2}[A-Za-z0-9]{6,20}$/)
  fc.assert(
    fc.property(secret, fc.constantFrom(...LEAKS), (word, leak) => {
      lines.length = 0
      const said = leak(word)
      if (typeof said === 'string') log.child({ from: said }).info({ said: [said] }, '%s', said)
      if (said instanceof Error) log.error({ err: said }, 'failed')
      else log.info({ said }, 'told')
      expect(lines.length).toBeGreaterThan(0)
      expect(lines.join('')).not.toContain(word)
    }),
    { numRuns: 600 },
  )
})

test('secrets of the environment are hidden wherever they stand, and the rest of a line stays', () => {
  const { log, lines, read } = openedLog('agent')
  log.warn({ why: 'a of-the-environment b' }, 'joined with of-the-environment')
  expect(lines.join('')).not.toContain('of-the-environment')
  expect(read()[0]).toMatchObject({ why: 'a *** b', msg: 'joined with ***' })
})

test('what helps to find a fault stays readable', () => {
  const { log, read } = openedLog('agent')
  const said = 'srt://h:9000?mode=caller&latency=20000: Input/output error at 12:30, code 5'
  log.info({ said, channelId: '0b7c5f4e', ms: 12, isPasswordSet: true }, `Run ended (${SECRET})`)
  expect(read()[0]).toMatchObject({ said, ms: 12, isPasswordSet: true })
})

test('text of a far server is bounded, however long and deep it is', () => {
  const { log, lines } = openedLog('agent')
  const deep = JSON.parse(`${'{"a":'.repeat(60)}1${'}'.repeat(60)}`)
  log.info({ long: 'x'.repeat(500_000), many: Array(5000).fill('y'.repeat(9)), deep }, 'z')
  expect(lines[0]?.length).toBeLessThan(20_000)
})

import { expect, test } from 'vitest'
import { lineLog } from './line-log.ts'
import { LogEntry } from './log-entry.ts'

test('lines have the one form, without secrets, from the least level on', () => {
  const lines: string[] = []
  const log = lineLog({
    part: 'control-plane',
    level: 'info',
    secrets: ['hidden-word'],
    write: (line) => lines.push(line),
  })
  log.debug('not said')
  log.info({ requestId: 'q', password: 'x' }, 'asked with hidden-word')
  log.error({ err: new Error('srt://a?passphrase=abcdefghij is away') }, 'failed')
  log.warn('alone')
  const entries = lines.map((line) => LogEntry.parse(JSON.parse(line)))
  expect(entries.map(({ level, msg }) => [level, msg])).toEqual([
    ['INFO', 'asked with ***'],
    ['ERROR', 'failed'],
    ['WARN', 'alone'],
  ])
  expect(entries[0]).toMatchObject({ requestId: 'q', password: '***' })
  expect(lines.join('')).not.toMatch(/hidden-word|abcdefghij/)
})

import { LINK_MAX_MESSAGE_BYTES, type LogLine } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { withinBytes } from './lines-within-bytes.ts'

const line = (text: string): LogLine => ({ at: '2026-03-01T10:00:00.000Z', level: 'info', text })

test('lines that are as long as a source can make them fit into one message of the link', () => {
  const lines = Array.from({ length: 1000 }, (_, n) => line(`${n} ${'\\"ş'.repeat(1300)}`))
  const shown = withinBytes(lines)
  expect(Buffer.byteLength(JSON.stringify(shown))).toBeLessThan(LINK_MAX_MESSAGE_BYTES / 2)
  expect(shown.at(-1)).toEqual(lines.at(-1))
  expect(shown.length).toBeGreaterThan(20)
})

test('usual ones all do', () => {
  const lines = Array.from({ length: 1000 }, (_, n) => line(`Opening segment ${n} for reading`))
  expect(withinBytes(lines)).toEqual(lines)
})

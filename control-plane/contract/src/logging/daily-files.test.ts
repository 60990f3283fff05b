import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureLogFolder, openDailyFiles } from './daily-files.ts'
import { LogEntry } from './log-entry.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daily-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function entry(day: string, msg = 'one', part: LogEntry['part'] = 'agent'): LogEntry {
  return { time: `${day}T10:00:00.000Z`, level: 'INFO', part, msg }
}
const read = (name: string) =>
  readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => LogEntry.parse(JSON.parse(line)))

test('a line is in the file of its part and its day at once', () => {
  const files = openDailyFiles(folder)
  files.write(entry('2026-03-01', 'a'))
  files.write(entry('2026-03-01', 'b', 'origin'))
  files.write(entry('2026-03-02', 'c'))
  expect(read('agent-2026-03-01.log').map(({ msg }) => msg)).toEqual(['a'])
  expect(read('origin-2026-03-01.log').map(({ msg }) => msg)).toEqual(['b'])
  expect(read('agent-2026-03-02.log').map(({ msg }) => msg)).toEqual(['c'])
  files.close()
})

test('seven days are kept of a part; files of others are left alone', () => {
  for (const name of ['agent-2026-02-20.log', 'origin-2026-02-20.log', 'mine.log']) {
    writeFileSync(join(folder, name), 'old\n')
  }
  const files = openDailyFiles(folder)
  for (let day = 1; day <= 9; day++) files.write(entry(`2026-03-0${day}`))
  files.close()
  const kept = readdirSync(folder).sort()
  expect(kept.filter((name) => name.startsWith('agent'))).toEqual(
    [3, 4, 5, 6, 7, 8, 9].map((day) => `agent-2026-03-0${day}.log`),
  )
  expect(kept).toContain('origin-2026-02-20.log')
  expect(kept).toContain('mine.log')
})

test('a flood stops at the bound of a day, over a restart too, and how much is missing is said', () => {
  const flood = () => {
    const files = openDailyFiles(folder, 2000)
    for (let line = 0; line < 500; line++) files.write(entry('2026-03-01', `line ${line}`))
    return files
  }
  flood()
  const files = flood()
  expect(statSync(join(folder, 'agent-2026-03-01.log')).size).toBeLessThanOrEqual(2000)
  files.write(entry('2026-03-02', 'next day'))
  files.close()
  const [first, second] = read('agent-2026-03-02.log')
  expect(first).toMatchObject({ level: 'WARN', leftOut: 500, msg: expect.stringMatching(/^500 /) })
  expect(second?.msg).toBe('next day')
})

test('what is missing is said at the end as well', () => {
  const files = openDailyFiles(folder, 100)
  files.write(entry('2026-03-01', 'x'.repeat(200)))
  files.close()
  expect(read('agent-2026-03-01.log')).toMatchObject([{ leftOut: 1 }])
})

test('a day that was over does not come back with a clock that is set back', () => {
  const files = openDailyFiles(folder)
  files.write(entry('2026-03-02', 'a'))
  files.write(entry('2026-03-01', 'late'))
  files.close()
  expect(readdirSync(folder)).toEqual(['agent-2026-03-02.log'])
})

test('a folder that is gone or cannot be made harms nobody who logs, and is named at a start', () => {
  const files = openDailyFiles(join(folder, 'none'))
  expect(() => files.write(entry('2026-03-01'))).not.toThrow()
  writeFileSync(join(folder, 'file'), '')
  expect(() => ensureLogFolder(join(folder, 'file', 'logs'))).toThrow(/ENOTDIR.*LOG_DIR/)
})

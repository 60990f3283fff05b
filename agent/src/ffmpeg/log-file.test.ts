import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLogFile, rawLogTail } from './log-file.ts'
import { parseLogLine } from './parse-log-line.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'))
  file = join(folder, 'run.log')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('openLogFile', () => {
  it('gives each line the time of the poll by which it had come', () => {
    const log = openLogFile(file)
    appendFileSync(file, '[info] one\n')
    log.poll(1_000_000)
    appendFileSync(file, '[error] two\n[info] three')
    log.poll(2_000_000)
    expect(log.tail(10, []).map(({ at, level, text }) => [Date.parse(at), level, text])).toEqual([
      [1_000_000, 'info', 'one'],
      [2_000_000, 'error', 'two'],
      [2_000_000, 'info', 'three'],
    ])
  })

  it('gives only as many lines as asked for, the newest', () => {
    appendFileSync(file, Array.from({ length: 50 }, (_, n) => `[info] ${n}\n`).join(''))
    expect(
      openLogFile(file)
        .tail(2, [])
        .map(({ text }) => text),
    ).toEqual(['48', '49'])
  })

  it('is empty where there is no log', () => {
    expect(openLogFile(join(folder, 'none')).tail(10, [])).toEqual([])
    expect(rawLogTail(join(folder, 'none'), 10)).toEqual([])
  })

  it('empties a log that is too large without closing it to its writer, and still shows what was before', () => {
    const log = openLogFile(file, 100)
    writeFileSync(file, `${'[info] old\n'.repeat(20)}`)
    log.poll(1000)
    expect(statSync(file).size).toBe(0)
    appendFileSync(file, '[info] new\n')
    log.poll(2000)
    const lines = log.tail(3, [])
    expect(lines.map(({ text }) => text)).toEqual(['old', 'old', 'new'])
    expect(Date.parse(lines[2]?.at ?? '')).toBe(2000)
  })

  it('keeps of a flood a bounded part: how it began and how it ends', () => {
    const log = openLogFile(file)
    writeFileSync(file, `[info] begins\n${'[error] flood\n'.repeat(1_500_000)}[fatal] dies\n`)
    log.poll(1000)
    expect(rawLogTail(file, 2)).toEqual(['[error] flood', '[fatal] dies'])
    appendFileSync(file, '[error] again\n'.repeat(300_000))
    log.poll(2000)
    const bytes = readdirSync(folder).map((name) => statSync(join(folder, name)).size)
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(600_000)
    expect(log.head(3, []).map(({ text }) => text)).toEqual(['begins', 'flood', '…'])
    expect(log.tail(1, []).map(({ text }) => text)).toEqual(['again'])
  })

  it('is judged by what it says, not by how often it says it', () => {
    const flood = ['0x1', '0x2', '0x1'].map((at) => `[NULL @ ${at}] [error] no frame!\n`).join('')
    writeFileSync(file, `[h264 @ 0x3] [error] Picture size is invalid\n${flood.repeat(20)}`)
    expect(rawLogTail(file, 2)).toEqual([
      '[h264 @ 0x3] [error] Picture size is invalid',
      '[NULL @ 0x1] [error] no frame!',
    ])
  })

  it('has no beginning to show where nothing was left out', () => {
    appendFileSync(file, '[info] one\n')
    expect(openLogFile(file).head(10, [])).toEqual([])
  })

  it('reads only the end of a very long log, and no half line', () => {
    writeFileSync(file, `${'x'.repeat(700_000)}\n[info] last\n`)
    expect(
      openLogFile(file)
        .tail(10, [])
        .map(({ text }) => text),
    ).toEqual(['last'])
  })
})

describe('parseLogLine', () => {
  const at = '2026-01-01T00:00:00.000Z'

  it.each([
    ['[hls @ 0x55e1] [warning] text', 'warning', 'hls: text'],
    ['[info] Output #0', 'info', 'Output #0'],
    ['[fatal] No', 'fatal', 'No'],
    ['[panic] No', 'fatal', 'No'],
    ['[libx264 @ 0x1] [debug] x', 'debug', 'libx264: x'],
    ['no level at all', 'info', 'no level at all'],
  ])('reads %s', (raw, level, text) => {
    expect(parseLogLine(raw, at, [])).toEqual({ at, level, text })
  })

  it('hides secrets and escapes control characters', () => {
    const url = 'srt://h:9000?passphrase=secret123456'
    const { text } = parseLogLine(`[error] ${url} \u001b[31mfailed with secret123456`, at, [
      { url },
    ])
    expect(text).toBe('srt://h:9000?passphrase=*** \\x1b[31mfailed with ***')
  })
})

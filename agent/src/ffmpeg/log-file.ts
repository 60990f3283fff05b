import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import type { LogLine, ReadableSource } from '@cashbacktv/contract'
import { isNoise } from '../domain/failures/classify-exit.ts'
import type { LogFile } from '../ports.ts'
import { parseLogLine } from './parse-log-line.ts'
import { earlierFile, headFile, rotateLog } from './rotate-log.ts'

/** Read from the end of a log for its last lines. */
const TAIL_BYTES = 512 * 1024
const MAX_MARKS = 600

/**
 * The log of one FFmpeg, which writes no times itself: lines get the time of the poll by which they
 * had come. Rotated by truncating, because FFmpeg keeps the file open for appending.
 */
export function openLogFile(file: string, maxBytes = 2 * 1024 * 1024): LogFile {
  let marks: { offset: number; at: number }[] = []
  return { poll, tail, head }

  function poll(now: number): void {
    const size = sizeOf(file)
    if (size === (marks.at(-1)?.offset ?? 0)) return
    if (size < (marks.at(-1)?.offset ?? 0)) marks = []
    marks.push({ offset: size, at: now })
    if (marks.length > MAX_MARKS) marks = marks.filter((_mark, index) => index % 2 === 1)
    if (size > maxBytes) rotate()
  }

  function rotate(): void {
    try {
      rotateLog(file)
      marks = []
    } catch {
      // A full disk: the log grows until there is room; the disk guard says so.
    }
  }

  function tail(lines: number, sources: readonly ReadableSource[]): LogLine[] {
    const now = readTail(file)
    const found = now.lines.map((line) => timed(line, now.modifiedAt))
    if (found.length < lines) {
      const before = readTail(earlierFile(file))
      found.unshift(...before.lines.map(({ raw }) => ({ raw, at: before.modifiedAt })))
    }
    return found
      .slice(-lines)
      .map(({ raw, at }) => parseLogLine(raw, new Date(at).toISOString(), sources))
  }

  function head(lines: number, sources: readonly ReadableSource[]): LogLine[] {
    const raw = readHead(headFile(file)).slice(0, Math.max(0, lines - 1))
    if (raw.length === 0) return []
    const begun = statSync(file, { throwIfNoEntry: false })?.birthtime ?? new Date(0)
    return [...raw, '[info] …'].map((line) => parseLogLine(line, begun.toISOString(), sources))
  }

  function timed(line: { raw: string; end: number }, modifiedAt: number) {
    const mark = marks.find(({ offset }) => offset >= line.end)
    return { raw: line.raw, at: mark?.at ?? modifiedAt }
  }
}

/**
 * The last lines as FFmpeg wrote them, for judging an end; what it says again and again counts once,
 * so that it does not hide why. Never to be shown.
 */
export function rawLogTail(file: string, lines: number): string[] {
  const found = readTail(file).lines
  if (found.length < lines) found.unshift(...readTail(earlierFile(file)).lines)
  const said = found.map(({ raw }) => raw)
  return said.filter((line, at) => !isSame(line, said[at - 1])).slice(-lines)
}

/** Which of its parts says it is another from start to start. */
const SPEAKER = /@ 0x[0-9a-f]+/g

function isSame(line: string, before: string | undefined): boolean {
  return before !== undefined && line.replace(SPEAKER, '') === before.replace(SPEAKER, '')
}

function readHead(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '' && !isNoise(line))
  } catch {
    return []
  }
}

type Tail = { lines: { raw: string; end: number }[]; modifiedAt: number }

function readTail(file: string): Tail {
  let handle: number | null = null
  try {
    handle = openSync(file, 'r')
    const { size, mtimeMs } = fstatSync(handle)
    const start = Math.max(0, size - TAIL_BYTES)
    const buffer = Buffer.alloc(size - start)
    const read = readSync(handle, buffer, 0, buffer.length, start)
    return { lines: splitLines(buffer.subarray(0, read), start), modifiedAt: mtimeMs }
  } catch {
    return { lines: [], modifiedAt: 0 }
  } finally {
    if (handle !== null) closeSync(handle)
  }
}

/** `end` is the offset behind the line. A first line that was cut is left out, an unfinished last one is kept. */
function splitLines(buffer: Buffer, start: number): Tail['lines'] {
  const lines: Tail['lines'] = []
  let from = start === 0 ? 0 : buffer.indexOf(10) + 1
  while (from < buffer.length) {
    const newline = buffer.indexOf(10, from)
    const to = newline < 0 ? buffer.length : newline
    const raw = buffer.toString('utf8', from, to)
    if (raw.trim() !== '' && !isNoise(raw)) lines.push({ raw, end: start + to })
    from = to + 1
  }
  return lines
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

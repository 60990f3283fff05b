import {
  closeSync,
  copyFileSync,
  fstatSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
} from 'node:fs'
import type { LogLine, ReadableSource } from '@cashbacktv/contract'
import { isNoise } from '../domain/failures/classify-exit.ts'
import type { LogFile } from '../ports.ts'
import { parseLogLine } from './parse-log-line.ts'

/** Read from the end of a log for its last lines. */
const TAIL_BYTES = 512 * 1024
const MAX_MARKS = 600

/**
 * The log of one FFmpeg, which writes no times itself: lines get the time of the poll by which they
 * had come. Rotated by copying and truncating, because FFmpeg keeps the file open for appending.
 */
export function openLogFile(file: string, maxBytes = 4 * 1024 * 1024): LogFile {
  let marks: { offset: number; at: number }[] = []
  return { poll, tail }

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
      copyFileSync(file, `${file}.1`)
      truncateSync(file, 0)
      marks = []
    } catch {
      // A full disk: the log grows until there is room; the disk guard says so.
    }
  }

  function tail(lines: number, sources: readonly ReadableSource[]): LogLine[] {
    const now = readTail(file)
    const found = now.lines.map((line) => timed(line, now.modifiedAt))
    if (found.length < lines) {
      const before = readTail(`${file}.1`)
      found.unshift(...before.lines.map(({ raw }) => ({ raw, at: before.modifiedAt })))
    }
    return found
      .slice(-lines)
      .map(({ raw, at }) => parseLogLine(raw, new Date(at).toISOString(), sources))
  }

  function timed(line: { raw: string; end: number }, modifiedAt: number) {
    const mark = marks.find(({ offset }) => offset >= line.end)
    return { raw: line.raw, at: mark?.at ?? modifiedAt }
  }
}

/** The last lines as FFmpeg wrote them, for judging an end. Never to be shown. */
export function rawLogTail(file: string, lines: number): string[] {
  return readTail(file)
    .lines.slice(-lines)
    .map(({ raw }) => raw)
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

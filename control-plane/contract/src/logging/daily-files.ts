import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { LogEntry, LogPart } from './log-entry.ts'

/** Of a part: a week is looked back on, and a flood must leave the disk to the database. */
const KEPT_DAYS = 7
const MOST_BYTES_A_DAY = 100_000_000

export type DailyFiles = {
  /** In the file of its part and day, at once: nothing of it is lost with the process. Never throws. */
  write(entry: LogEntry): void
  close(): void
}

type Open = { day: string; handle: number; bytes: number; leftOut: number }

/**
 * `<part>-<day>.log` in a folder, days of UTC, the last seven kept. Of a day with more than `mostBytes`
 * the rest is counted, and said at the beginning of the next file or at the end.
 */
export function openDailyFiles(folder: string, mostBytes = MOST_BYTES_A_DAY): DailyFiles {
  const files = new Map<LogPart, Open>()

  function write(entry: LogEntry): void {
    try {
      const file = fileOf(entry)
      const line = `${JSON.stringify(entry)}\n`
      if (file.bytes + Buffer.byteLength(line) > mostBytes) file.leftOut++
      else append(file, line)
    } catch {
      const file = files.get(entry.part)
      // A full disk, or a folder that is gone: opened anew, and counted meanwhile.
      if (file !== undefined) file.leftOut++
    }
  }

  function fileOf(entry: LogEntry): Open {
    const { part } = entry
    const day = entry.time.slice(0, 10)
    const before = files.get(part)
    // A line that comes late belongs to the day that is written.
    if (before !== undefined && day <= before.day) return before
    const handle = openSync(join(folder, `${part}-${day}.log`), 'a', 0o640)
    const file = { day, handle, bytes: fstatSync(handle).size, leftOut: 0 }
    files.set(part, file)
    if (before !== undefined) {
      closeSync(before.handle)
      if (before.leftOut > 0) append(file, leftOutLine(entry.time, part, before.leftOut))
    }
    removeOld(folder, part, day)
    return file
  }

  return {
    write,
    close() {
      const now = new Date().toISOString()
      for (const [part, file] of files) {
        try {
          if (file.leftOut > 0) append(file, leftOutLine(now, part, file.leftOut))
          closeSync(file.handle)
        } catch {
          // The disk is full: the count is lost, as the lines are.
        }
      }
      files.clear()
    },
  }
}

/** @throws Error with a sentence that says what to do */
export function ensureLogFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o750 })
    const probe = join(folder, `.${process.pid}`)
    closeSync(openSync(probe, 'w'))
    unlinkSync(probe)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new Error(
      `The folder for logs ${folder} cannot be written (${code}). Give LOG_DIR a folder that this user may write.`,
    )
  }
}

function append(file: Open, line: string): void {
  const bytes = Buffer.from(line)
  let written = 0
  while (written < bytes.length) written += writeSync(file.handle, bytes, written)
  file.bytes += bytes.length
}

function leftOutLine(time: string, part: LogPart, leftOut: number): string {
  const entry: LogEntry = {
    time,
    level: 'WARN',
    part,
    msg: `${leftOut} lines left out: the file of a day was full`,
    leftOut,
  }
  return `${JSON.stringify(entry)}\n`
}

function removeOld(folder: string, part: LogPart, day: string): void {
  const oldest = new Date(Date.parse(day) - (KEPT_DAYS - 1) * 86_400_000).toISOString().slice(0, 10)
  for (const name of readdirSync(folder)) {
    const found = /^([a-z-]+)-(\d{4}-\d\d-\d\d)\.log$/.exec(name)
    if (found?.[1] === part && (found[2] ?? '') < oldest) unlinkSync(join(folder, name))
  }
}

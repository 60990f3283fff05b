import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { HostEvent } from '@cashbacktv/contract'
import { slimEvents } from '../domain/events/slim-events.ts'
import { removeFile, writeText } from '../files/json-file.ts'
import {
  appendEvents,
  type EventFile,
  listEventFiles,
  readEventFile,
  toLines,
} from './outbox-files.ts'

const FILE_BYTES = 1 << 20

/** Numbered events in files of a megabyte, oldest first. */
export type EventLog = {
  /** One behind the other. They are in the file before it returns. */
  append(events: readonly HostEvent[]): void
  /** The oldest events above a number, at most `limit`. */
  after(number: number, limit: number): readonly HostEvent[]
  /** Removes the files that have nothing above this number. */
  dropUpTo(number: number): void
  /** All of them; nothing is left. */
  takeAll(): readonly HostEvent[]
  /** The last number that is stored; 0 where none is. */
  last(): number
  /** Lines that a crash had cut off, found when it was opened. */
  readonly damagedLines: number
}

/** Beyond `maxBytes` the oldest are slimmed, which leaves out no change of state. */
export function openEventLog(folder: string, maxBytes: number): EventLog {
  const { files, damagedLines } = listEventFiles(folder)

  function fileFor(number: number): EventFile {
    const newest = files[files.length - 1]
    if (newest !== undefined && newest.bytes < FILE_BYTES && !newest.compacted) return newest
    const path = join(folder, `${String(number).padStart(12, '0')}.jsonl`)
    const file = { path, first: number, last: number, events: 0, bytes: 0, compacted: false }
    files.push(file)
    return file
  }

  function compact(): void {
    let total = files.reduce((sum, file) => sum + file.bytes, 0)
    for (const file of files.slice(0, -1)) {
      if (total <= maxBytes) return
      if (file.compacted) continue
      const slim = slimEvents(readEventFile(file.path).events)
      writeText(file.path, toLines(slim))
      const bytes = statSync(file.path).size
      total -= file.bytes - bytes
      file.bytes = bytes
      file.events = slim.length
      file.compacted = true
    }
  }

  /** A full disk is for what happened: what was appended is there. */
  function compactIfItCan(): void {
    try {
      compact()
    } catch {
      // The next append tries again.
    }
  }

  return {
    append(events) {
      const [first] = events
      if (first === undefined) return
      const file = fileFor(first.number)
      file.bytes += appendEvents(file, events)
      file.last = first.number + events.length - 1
      file.events += events.length
      compactIfItCan()
    },
    after(number, limit) {
      const batch: HostEvent[] = []
      for (const file of files) {
        if (file.last <= number) continue
        for (const event of readEventFile(file.path).events) {
          if (event.number > number) batch.push(event)
          if (batch.length >= limit) return batch
        }
      }
      return batch
    },
    dropUpTo(number) {
      while (files[0] !== undefined && files[0].last <= number) {
        removeFile(files[0].path)
        files.shift()
      }
    },
    takeAll() {
      const held = files.flatMap(({ path }) => readEventFile(path).events)
      for (const file of files.splice(0)) removeFile(file.path)
      return held
    },
    last: () => files[files.length - 1]?.last ?? 0,
    damagedLines,
  }
}

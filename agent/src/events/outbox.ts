import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { HostEvent, HostHappening } from '@cashbacktv/contract'
import { z } from 'zod'
import { slimEvents } from '../domain/events/slim-events.ts'
import { readJson, removeFile, writeJson, writeText } from '../files/json-file.ts'
import {
  appendEvents,
  type EventFile,
  listEventFiles,
  readEventFile,
  toLines,
} from './outbox-files.ts'

const FILE_BYTES = 1 << 20
const DEFAULT_MAX_BYTES = 64 << 20

export interface Outbox {
  append(happenings: readonly HostHappening[], at: string): void
  /** The oldest events that are not acknowledged, at most `limit`. */
  pending(limit: number): readonly HostEvent[]
  /** Everything up to `number` has arrived. */
  acknowledge(number: number): void
  /**
   * The other side knows numbers up to this one: never use them again. Where they are news to us,
   * files were lost or damaged, and what happened since then gets numbers behind them.
   */
  skipTo(number: number): void
  readonly acknowledged: number
  readonly lastNumber: number
  /** Lines that a crash had cut off, found when it was opened. */
  readonly damagedLines: number
}

/**
 * Numbered events on disk until they are acknowledged. Each append is in the file before it
 * returns, so that it survives the death of the process. Numbers are never used again. When it
 * grows beyond `maxBytes` samples and details of the oldest are left out, never a change of state.
 */
export function openOutbox(folder: string, maxBytes = DEFAULT_MAX_BYTES): Outbox {
  const ackPath = join(folder, 'acknowledged.json')
  const read = readJson(ackPath, z.object({ number: z.int().nonnegative() }))
  const { files, damagedLines } = listEventFiles(folder)
  let acknowledged = read.kind === 'ok' ? read.value.number : 0
  let next = Math.max(acknowledged, files[files.length - 1]?.last ?? 0) + 1
  const lastWhenOpened = next - 1
  /** Everything above it has surely not been sent yet; null once the other side has been heard. */
  let unsentAbove: number | null = read.kind === 'damaged' ? 0 : lastWhenOpened

  function append(happenings: readonly HostHappening[], at: string): void {
    if (happenings.length === 0) return
    const events = happenings.map((happening, n) => ({ number: next + n, at, happening }))
    const file = openFile()
    file.bytes += appendEvents(file.path, events)
    file.last = next + events.length - 1
    file.events += events.length
    next += events.length
    compact()
  }

  function openFile(): EventFile {
    const newest = files[files.length - 1]
    if (newest !== undefined && newest.bytes < FILE_BYTES && !newest.compacted) return newest
    const path = join(folder, `${String(next).padStart(12, '0')}.jsonl`)
    const file = { path, first: next, last: next, events: 0, bytes: 0, compacted: false }
    files.push(file)
    return file
  }

  function pending(limit: number): readonly HostEvent[] {
    const batch: HostEvent[] = []
    for (const file of files) {
      if (file.last <= acknowledged) continue
      for (const event of readEventFile(file.path).events) {
        if (event.number > acknowledged) batch.push(event)
        if (batch.length >= limit) return batch
      }
    }
    return batch
  }

  function acknowledge(number: number): void {
    const upTo = Math.min(number, next - 1)
    if (upTo <= acknowledged) return
    acknowledged = upTo
    writeJson(ackPath, { number: acknowledged })
    while (files[0] !== undefined && files[0].last <= acknowledged) {
      removeFile(files[0].path)
      files.shift()
    }
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

  function skipTo(number: number): void {
    if (unsentAbove !== null && number > lastWhenOpened) renumber(unsentAbove, number)
    unsentAbove = null
    next = Math.max(next, number + 1)
  }

  function renumber(above: number, from: number): void {
    const held = files.flatMap(({ path }) => readEventFile(path).events)
    const moved = held.filter(({ number }) => number > above)
    for (const file of files.splice(0)) removeFile(file.path)
    next = from + 1
    for (const { happening, at } of moved) append([happening], at)
  }

  return {
    append,
    pending,
    acknowledge,
    skipTo,
    damagedLines: damagedLines + (read.kind === 'damaged' ? 1 : 0),
    get acknowledged() {
      return acknowledged
    },
    get lastNumber() {
      return next - 1
    },
  }
}

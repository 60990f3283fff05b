import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { HostEvent } from '@cashbacktv/contract'
import { removeFile, writeText } from '../files/json-file.ts'

/** A file of events in order, one JSON object a line, named after its first number. */
export type EventFile = {
  path: string
  first: number
  last: number
  events: number
  bytes: number
  /** What could be left out of it has been. */
  compacted: boolean
}

export type EventFiles = { files: EventFile[]; damagedLines: number }

/** Reads the index of a folder of events. A line cut off by a crash is dropped and counted. */
export function listEventFiles(folder: string): EventFiles {
  const files: EventFile[] = []
  let damagedLines = 0
  for (const name of readdirSync(folder).sort()) {
    if (!/^\d{12}\.jsonl$/.test(name)) continue
    const path = join(folder, name)
    const { events, damaged } = readEventFile(path)
    damagedLines += damaged
    const first = events[0]
    const last = events[events.length - 1]
    if (first === undefined || last === undefined) {
      // Never made empty: what it held is lost.
      if (damaged === 0) damagedLines++
      removeFile(path)
      continue
    }
    const isWhole = damaged === 0 || isMended(path, events)
    files.push({
      path,
      first: first.number,
      last: last.number,
      events: events.length,
      bytes: statSync(path).size,
      // Behind half a line nothing more is written.
      compacted: !isWhole,
    })
  }
  return { files, damagedLines }
}

export function readEventFile(path: string): { events: HostEvent[]; damaged: number } {
  const events: HostEvent[] = []
  let damaged = 0
  let text = ''
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return { events, damaged: 1 }
  }
  for (const line of text.split('\n')) {
    if (line === '') continue
    const event = parseEvent(line)
    const last = events[events.length - 1]
    if (event === null || (last !== undefined && event.number <= last.number)) damaged++
    else events.push(event)
  }
  if (text !== '' && !text.endsWith('\n')) damaged++
  return { events, damaged }
}

/** False on a disk that is full or cannot be written; whole lines are read from it all the same. */
function isMended(path: string, events: readonly HostEvent[]): boolean {
  try {
    writeText(path, toLines(events))
    return true
  } catch {
    return false
  }
}

/**
 * All of them or none: where the disk is full in between, what was written goes, as the next would else
 * be written behind half a line. Throws then. Answers how many bytes they are.
 */
export function appendEvents(
  { path, bytes }: Pick<EventFile, 'path' | 'bytes'>,
  events: readonly HostEvent[],
): number {
  const lines = toLines(events)
  try {
    appendFileSync(path, lines, { mode: 0o640 })
  } catch (error) {
    takeBack(path, bytes)
    throw error
  }
  return Buffer.byteLength(lines)
}

/** A file of which nothing is left would count as one that was lost. */
function takeBack(path: string, bytes: number): void {
  try {
    if (bytes === 0) removeFile(path)
    else truncateSync(path, bytes)
  } catch {
    // What cannot be shortened was not written either.
  }
}

export function toLines(events: readonly HostEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('')
}

function parseEvent(line: string): HostEvent | null {
  try {
    const parsed = HostEvent.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

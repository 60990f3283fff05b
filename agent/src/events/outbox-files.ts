import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs'
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
    if (damaged > 0) writeText(path, toLines(events))
    files.push({
      path,
      first: first.number,
      last: last.number,
      events: events.length,
      bytes: statSync(path).size,
      compacted: false,
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

export function appendEvents(path: string, events: readonly HostEvent[]): number {
  const lines = toLines(events)
  appendFileSync(path, lines, { mode: 0o640 })
  return Buffer.byteLength(lines)
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

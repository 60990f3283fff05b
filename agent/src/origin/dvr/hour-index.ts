import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { writeText } from '../../files/json-file.ts'
import { DvrSlot } from '../domain/dvr/dvr-slot.ts'

/** The index of an hour: a line a slot, appended once its files are there. */
const INDEX = 'index.jsonl'

/** All that can be read of it: a line that was being written when the power went is left out. */
export function readIndex(hourFolder: string): DvrSlot[] {
  return slotsIn(readText(join(hourFolder, INDEX)).split('\n'))
}

/** Those of a ladder take some two milliseconds together. */
const LINES_A_TURN = 150

/** The same, with a turn of the loop before every few lines: an hour of a ladder takes some hundredths of a second. */
export async function readIndexInParts(hourFolder: string): Promise<DvrSlot[]> {
  const text = await readFile(join(hourFolder, INDEX), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const slots: DvrSlot[] = []
  for (let at = 0; at < lines.length; at += LINES_A_TURN) {
    await breathe()
    slots.push(...slotsIn(lines.slice(at, at + LINES_A_TURN)))
  }
  return slots
}

/** A few lines: the first or the last of these is whole. */
const EDGE_BYTES = 8192

/** The oldest slot of an hour; null where there is none. */
export function oldestSlot(hourFolder: string): DvrSlot | null {
  return firstSlot(readEdge(hourFolder, 'begin').split('\n'))
}

/** The newest slot of an hour; null where there is none. */
export function newestSlot(hourFolder: string): DvrSlot | null {
  return firstSlot(readEdge(hourFolder, 'end').split('\n').toReversed())
}

function firstSlot(lines: readonly string[]): DvrSlot | null {
  for (const line of lines) {
    const [slot] = slotsIn([line])
    if (slot) return slot
  }
  return null
}

function readEdge(hourFolder: string, edge: 'begin' | 'end'): string {
  const path = join(hourFolder, INDEX)
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0) return ''
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(Math.min(size, EDGE_BYTES))
    readSync(file, bytes, 0, bytes.length, edge === 'begin' ? 0 : size - bytes.length)
    return bytes.toString('utf8')
  } finally {
    closeSync(file)
  }
}

/** Each line begins anew, whatever was left of the one before. */
export async function appendSlot(hourFolder: string, slot: DvrSlot): Promise<void> {
  await appendFile(join(hourFolder, INDEX), `\n${JSON.stringify(slot)}`)
}

/** In place of what was there, whole or not at all. */
export function writeIndex(hourFolder: string, slots: readonly DvrSlot[]): void {
  writeText(join(hourFolder, INDEX), slots.map((slot) => `\n${JSON.stringify(slot)}`).join(''))
}

function slotsIn(lines: readonly string[]): DvrSlot[] {
  return lines.flatMap((line) => {
    if (line === '') return []
    try {
      return DvrSlot.safeParse(JSON.parse(line)).data ?? []
    } catch {
      return []
    }
  })
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

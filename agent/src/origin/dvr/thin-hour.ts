import { rmSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { withTotals } from '../domain/dvr/dvr-slot.ts'
import { isPinned, type Span } from '../domain/dvr/pins.ts'
import { filesOf } from '../domain/ladder/slot-files.ts'
import { readIndex, writeIndex } from './hour-index.ts'

/**
 * Gives up what of an hour nobody has a claim on. The index goes first: a power failure between leaves
 * files that nobody lists, which go with their hour, and never a slot without its files.
 */
export async function thinHour(
  folder: string,
  hour: string,
  spans: readonly Span[],
): Promise<void> {
  const hourFolder = join(folder, hour)
  const slots = readIndex(hourFolder)
  const kept = slots.filter((slot) => isPinned(slot, spans))
  if (kept.length === 0) {
    rmSync(hourFolder, { recursive: true, force: true })
    return
  }
  if (kept.length === slots.length) return
  writeIndex(hourFolder, withTotals(kept))
  const used = new Set(kept.flatMap(filesOf))
  await Promise.all(slots.flatMap(filesOf).map((file) => removed(folder, file, used)))
}

async function removed(folder: string, file: string, used: ReadonlySet<string>): Promise<void> {
  if (used.has(file)) return
  await unlink(join(folder, file)).catch(() => undefined)
}

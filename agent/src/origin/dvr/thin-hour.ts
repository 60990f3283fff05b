import { rmSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type DvrSlot, withTotals } from '../domain/dvr/dvr-slot.ts'
import { isPinned, type Span } from '../domain/dvr/pins.ts'
import { filesOf } from '../domain/ladder/slot-files.ts'
import { readIndex, writeIndex } from './hour-index.ts'
import { withBytes } from './hour-totals.ts'

/**
 * Gives up what of an hour nobody has a claim on. The index goes first: a power failure between leaves
 * files that nobody lists, which go with their hour, and never a slot without its files.
 */
export async function thinHour(
  folder: string,
  hour: string,
  spans: readonly Span[],
): Promise<void> {
  const slots = readIndex(join(folder, hour))
  const kept = slots.filter((slot) => isPinned(slot, spans))
  if (kept.length > 0) await keepOnly(folder, hour, { kept, slots })
  else rmSync(join(folder, hour), { recursive: true, force: true })
}

/** Gives up the oldest slots of an hour that nobody has a claim on, to so many bytes; never the newest. */
export async function trimHour(
  folder: string,
  hour: string,
  { bytes, spans }: { bytes: number; spans: readonly Span[] },
): Promise<void> {
  const slots = readIndex(join(folder, hour))
  const newest = slots.at(-1)
  let left = bytes
  const kept: DvrSlot[] = []
  for (const slot of slots) {
    if (left <= 0 || slot === newest || isPinned(slot, spans)) kept.push(slot)
    else left -= withBytes(folder, slot).bytes ?? 0
  }
  await keepOnly(folder, hour, { kept, slots })
}

type Kept = { kept: readonly DvrSlot[]; slots: readonly DvrSlot[] }

async function keepOnly(folder: string, hour: string, { kept, slots }: Kept): Promise<void> {
  if (kept.length === slots.length) return
  // Of what an earlier release has kept, the bytes are not written down.
  const counted = kept.map((slot) => withBytes(folder, slot))
  writeIndex(join(folder, hour), withTotals(counted))
  const used = new Set(kept.flatMap(filesOf))
  await Promise.all(slots.flatMap(filesOf).map((file) => removed(folder, file, used)))
}

async function removed(folder: string, file: string, used: ReadonlySet<string>): Promise<void> {
  if (used.has(file)) return
  await unlink(join(folder, file)).catch(() => undefined)
}

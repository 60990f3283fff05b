import { I_FRAMES, INDEX } from './named-playlist.ts'
import { audioIn, type SlotContent } from './slot-files.ts'

/** Bits a second of a rendition: the most of late, and the mean. */
export type Bitrate = { peak: number; mean: number }

/**
 * By playlist: of pictures, of audio, of what is no ladder, and of the pictures to seek by. No object, as
 * people name renditions, and may do so by what every object has.
 */
export type Bitrates = ReadonlyMap<string, Bitrate>

/** A peak fades by half within some 10 minutes of segments of 2 s, a mean follows within one. */
const FADING = 0.9977
const FOLLOWING = 0.05

/** After one more slot, of so many seconds. */
export function withSlot(bitrates: Bitrates, slot: SlotContent, seconds: number): Bitrates {
  const next = new Map(bitrates)
  for (const { name, bytes } of bytesIn(slot)) {
    if (bytes === 0) continue
    const now = (bytes * 8) / seconds
    const known = next.get(name) ?? { peak: now, mean: now }
    next.set(name, {
      peak: Math.max(now, known.peak * FADING),
      mean: known.mean + (now - known.mean) * FOLLOWING,
    })
  }
  return next
}

function bytesIn({ ladder, bytes = 0, iFrame }: SlotContent): { name: string; bytes: number }[] {
  const whole = ladder ? [...ladder.renditions, ...audioIn(ladder)] : [{ name: INDEX, bytes }]
  return [...whole, { name: I_FRAMES, bytes: iFrame?.length ?? 0 }]
}

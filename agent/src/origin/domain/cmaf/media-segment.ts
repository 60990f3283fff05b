import { box, fullBox, HEAD_BYTES, letters, u32, u64 } from './boxes.ts'
import { TRACK_ID } from './init-section.ts'
import type { CmafTrack, Sample } from './track.ts'

/** Ticks a second of the clock of transport streams, and how many it counts before it begins anew. */
const CLOCK = 90_000n
const TURN = 2n ** 33n

/** Offsets are counted from the `moof` box (ISO/IEC 14496-12 8.8.7). */
const FROM_MOOF = 0x020000
/** What `trun` says (8.8.8): where the data begins, and of each sample duration, size, flags and offset. */
const SAID = { data: 0x1, duration: 0x100, size: 0x200, flags: 0x400, offset: 0x800 }
/** Four numbers of four bytes. */
const SAID_BYTES = 16
/** Needs no other sample; or needs others, and players cannot begin with it (8.8.3.1). */
const SYNC = 0x02000000
const DEPENDENT = 0x01010000
const BRANDS = box('styp', letters('msdh'), u32(0), letters('msdhcmfscmff'))

/**
 * A segment of one CMAF fragment (ISO/IEC 23000-19 7.3.2). `number` counts segments; `turns` is how often
 * the 33-bit clock had begun anew before this one, so that the time of decoding goes on.
 */
export function mediaSegment(
  { config, samples, firstDts }: CmafTrack,
  { number, turns }: { number: number; turns: number },
): Buffer {
  const time = timeOf(firstDts, turns, config.timescale)
  const size = samples.reduce((sum, sample) => sum + sizeOf(sample), 0)
  const moof = fragment(samples, { number, time })
  const head = box('mdat')
  head.writeUInt32BE(HEAD_BYTES + size)
  // Made as long as it gets to be, so that samples are copied once.
  const segment = Buffer.allocUnsafe(BRANDS.length + moof.length + head.length + size)
  let at = 0
  for (const part of [BRANDS, moof, head]) at += part.copy(segment, at)
  for (const { data } of samples) for (const part of data) at += part.copy(segment, at)
  return segment
}

function timeOf(firstDts: number, turns: number, timescale: number): bigint {
  const ticks = BigInt(Math.round(firstDts)) + BigInt(turns) * TURN
  return (ticks * BigInt(timescale) * 2n + CLOCK) / (2n * CLOCK)
}

function fragment(
  samples: readonly Sample[],
  { number, time }: { number: number; time: bigint },
): Buffer {
  const made = (dataAt: number) =>
    box(
      'moof',
      fullBox('mfhd', {}, u32(number)),
      box(
        'traf',
        fullBox('tfhd', { flags: FROM_MOOF }, u32(TRACK_ID)),
        fullBox('tfdt', { version: 1 }, u64(time)),
        run(samples, dataAt),
      ),
    )
  return made(made(0).length + HEAD_BYTES)
}

function run(samples: readonly Sample[], dataAt: number): Buffer {
  const flags = Object.values(SAID).reduce((all, flag) => all | flag)
  const said = Buffer.alloc(SAID_BYTES * samples.length)
  for (const [index, sample] of samples.entries()) {
    const at = SAID_BYTES * index
    said.writeUInt32BE(sample.duration, at)
    said.writeUInt32BE(sizeOf(sample), at + 4)
    said.writeUInt32BE(sample.isSync ? SYNC : DEPENDENT, at + 8)
    said.writeInt32BE(sample.offset, at + 12)
  }
  // Offsets are signed in the second version only.
  const version = samples.some(({ offset }) => offset < 0) ? 1 : 0
  return fullBox('trun', { version, flags }, u32(samples.length, dataAt), said)
}

function sizeOf({ data }: Sample): number {
  return data.reduce((sum, { length }) => sum + length, 0)
}

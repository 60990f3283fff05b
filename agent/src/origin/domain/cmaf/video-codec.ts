import type { VideoConfig } from './track.ts'

/** What is told of pictures by their NAL units, each with its first byte. */
export type VideoCodec = {
  entry: VideoConfig['entry']
  /** By the units of a picture; null where it does not bring all that a decoder is set up with. */
  configOf(units: readonly Buffer[]): VideoConfig | null
  isSet(unit: Buffer): boolean
  isNeedless(unit: Buffer): boolean
  /** Players can begin with it. `stream` is the same as a byte stream. */
  isSync(units: readonly Buffer[], stream: Buffer): boolean
}

/** Files count sets of a kind in five bits, and their bytes in 16. */
const MOST_SETS = 31
const MOST_BYTES = 0xffff

/** Each of them once, as encoders say them again before many pictures; those that files have no room for stay where they are. */
export function distinct(sets: readonly Buffer[]): Buffer[] {
  return sets
    .filter((set) => set.length <= MOST_BYTES)
    .filter((set, at, all) => all.findIndex((other) => other.equals(set)) === at)
    .slice(0, MOST_SETS)
}

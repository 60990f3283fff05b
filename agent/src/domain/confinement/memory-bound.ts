import type { Output, SourceFacts } from '@cashbacktv/contract'

const GIB = 2 ** 30
const FULL_HD = 1920 * 1080

/** Of a helper: a hostile playlist of 300,000 variants took 2.8 GB in 8 s. */
export const HELPER_MEMORY_BYTES = GIB

/** Beside all else, of one that encodes on a GPU: what drivers keep for themselves is not ours to measure. */
export const GPU_MEMORY_BYTES = 2 * GIB

/**
 * The most that a run may map for itself, whatever its source makes it do. Measured with FFmpeg 5.1
 * on 2 cores: 0.5 GB for 1080p30, 2.6 GB for 4096x2304 in three renditions, most of it never touched.
 * A source of which nothing is known may be large. What is copied is decoded by nobody: its pictures
 * may be of any size.
 */
export function runMemoryBytes(
  facts: Pick<SourceFacts, 'video'> | null,
  output: Output,
  limitBytes: number | null,
): number {
  if (output.mode === 'copy') return Math.max(1.5 * GIB, limitBytes ?? 0)
  const { width, height } = facts?.video ?? { width: null, height: null }
  const isSmall = width !== null && height !== null && width * height <= FULL_HD
  const usual = isSmall ? GIB * (1 + 0.5 * output.renditions.length) : 4 * GIB
  return Math.max(usual, limitBytes ?? 0)
}

import type { Measured } from '../ports.ts'
import { runToEnd } from '../process/run-to-end.ts'

export type Comparison = {
  /** Up to and including each `-i`: the first is the piece as it was, the second what was encoded of it. */
  inputs: readonly string[]
  /** Where they lie. */
  folder: string
  /** Filters that end in `[before]`: the pictures as the encoder got them. */
  before: string
  /** Whether this FFmpeg has VMAF. */
  hasVmaf: boolean
  timeoutMs: number
  signal?: AbortSignal | undefined
}

type Compared = Omit<Measured, 'seconds'>

/** Pictures are paired by their number: clocks of containers round. */
const NUMBERED = 'settb=AVTB,setpts=N'

/** Compares picture by picture, behind everything else of the host. Null where that could not be done. */
export async function comparePictures(comparison: Comparison): Promise<Compared | null> {
  const { inputs, folder, before, hasVmaf, timeoutMs, signal } = comparison
  const { code, stderr } = await runToEnd(
    'nice',
    [
      ...['-n', '19', 'ffmpeg', '-nostdin', '-hide_banner', '-nostats', '-loglevel', 'info'],
      ...['-filter_threads', '1', '-filter_complex_threads', '1', ...inputs],
      ...['-filter_complex', [before, ...comparing(hasVmaf)].join(';')],
      ...['-map', '[likeness]', ...(hasVmaf ? ['-map', '[vmaf]'] : []), '-f', 'null', '-'],
    ],
    { timeoutMs, maxBytes: 4_000_000, signal, files: { reads: [folder], writes: [] } },
  )
  const compared = readComparison(stderr)
  return code === 0 ? compared : null
}

function comparing(hasVmaf: boolean): string[] {
  const pair = [`[before]${NUMBERED}[b]`, `[1:v:0]${NUMBERED}[a]`]
  const ssim = 'ssim=shortest=1[likeness]'
  if (!hasVmaf) return [...pair, `[a][b]${ssim}`]
  return [
    ...pair,
    ...['[a]split[a1][a2]', '[b]split[b1][b2]', `[a1][b1]${ssim}`],
    '[a2][b2]libvmaf=n_threads=1:shortest=1[vmaf]',
  ]
}

/** What the filters say at their end. Null without an SSIM. */
export function readComparison(log: string): Compared | null {
  const ssim = Number(/SSIM Y:([\d.]+)/.exec(log)?.[1])
  const vmaf = Number(/VMAF score[:=] ?([\d.]+)/.exec(log)?.[1])
  if (!Number.isFinite(ssim)) return null
  return { ssim: Math.min(1, ssim), vmaf: Number.isFinite(vmaf) ? Math.min(100, vmaf) : null }
}

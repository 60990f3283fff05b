import type { Reach } from '../domain/confinement/reach.ts'
import { LOOK_BYTES } from '../domain/content/look-size.ts'
import { LOOK_FILTERS, LOOK_SCALE, loudnessFilters } from '../domain/plan-ffmpeg/content-report.ts'
import type { ContentPiece } from '../ports.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { readLoudness } from './read-lines.ts'

export type PieceWish = {
  /** Up to and including `-i`. */
  input: readonly string[]
  /** Where it is a source. */
  reach?: Reach
  video: string
  audio: string | null
  /** Of media. */
  seconds: number
  /** Decodes keyframes alone, as many as there are. */
  keyframesOnly: boolean
  timeoutMs: number
  signal?: AbortSignal | undefined
}

const MOST_BYTES = 4_000_000

/** Decodes a short piece, behind everything else of the host. Null where nothing of it could be decoded. */
export async function sampleContent(wish: PieceWish): Promise<ContentPiece | null> {
  const filters = wish.keyframesOnly ? LOOK_SCALE : LOOK_FILTERS
  const limit = ['-t', String(wish.seconds)]
  const { stdout, stderr } = await runToEnd(
    'nice',
    [
      ...['-n', '19', 'ffmpeg', '-nostdin', '-hide_banner', '-loglevel', 'quiet', '-threads', '1'],
      ...(wish.keyframesOnly ? ['-skip_frame', 'nokey'] : []),
      ...[...wish.input, ...limit, '-map', `${wish.video}?`, '-vf', filters],
      ...['-fps_mode', 'passthrough', '-c:v', 'rawvideo', '-f', 'rawvideo', 'pipe:1'],
      ...(wish.audio === null ? [] : [...limit, ...loudness(wish.audio)]),
    ],
    {
      ...{ timeoutMs: wish.timeoutMs, maxBytes: MOST_BYTES, signal: wish.signal },
      ...(wish.reach === undefined ? {} : { reach: wish.reach }),
    },
  )
  const pictures = Array.from(
    { length: Math.floor(stdout.length / LOOK_BYTES) },
    (_, n) => new Uint8Array(stdout.subarray(n * LOOK_BYTES, (n + 1) * LOOK_BYTES)),
  )
  const { readings } = readLoudness(stderr.split('\n'))
  return pictures.length + readings.length === 0 ? null : { pictures, readings }
}

function loudness(specifier: string): string[] {
  return ['-map', `${specifier}?`, '-af', loudnessFilters('pipe:2'), '-f', 'null', '-']
}

import type { Reach } from '../domain/confinement/reach.ts'
import { LOOK_BYTES } from '../domain/content/look-size.ts'
import { LOOK_FILTERS, LOOK_SCALE, loudnessFilters } from '../domain/plan-ffmpeg/content-report.ts'
import type { ContentPiece } from '../ports.ts'
import { runToEnd } from '../process/run-to-end.ts'
import { readLoudness } from './read-lines.ts'

/** One input and its tracks, as specifiers with its place among the inputs: `0:v:0`, `1:i:256`. */
export type Sampled = {
  /** Up to and including `-i`. */
  input: readonly string[]
  video: string
  audio: string | null
}

export type SampleWish = {
  /** In one process: starting FFmpeg costs more than what it does here. */
  of: readonly Sampled[]
  /** Where they are sources. */
  reach?: Reach
  /** Where they are not. */
  files?: readonly string[]
  /** Of media. */
  seconds: number
  /** Decodes keyframes alone, as many as there are. */
  keyframesOnly: boolean
  timeoutMs: number
  signal?: AbortSignal | undefined
}

/** Of each file: keyframes alone, 60 a second, are two thirds of it. */
const MOST_BYTES = 1_000_000
const FIRST_FILE = 3

/**
 * Decodes a short piece of each input, behind everything else of the host. Null for one of which
 * nothing could be decoded; one that cannot be opened ends the others with it.
 */
export async function sampleContent(wish: SampleWish): Promise<(ContentPiece | null)[]> {
  const { written } = await runToEnd(
    'nice',
    [
      ...['-n', '19', 'ffmpeg', '-nostdin', '-hide_banner', '-loglevel', 'quiet'],
      ...['-filter_threads', '1'],
      ...wish.of.flatMap(({ input }) => [
        ...['-threads', '1', ...(wish.keyframesOnly ? ['-skip_frame', 'nokey'] : []), ...input],
      ]),
      ...wish.of.flatMap((one, index) => outputs(one, index, wish)),
    ],
    {
      timeoutMs: wish.timeoutMs,
      maxBytes: MOST_BYTES,
      signal: wish.signal,
      unnamedFiles: 2 * wish.of.length,
      ...(wish.reach === undefined ? {} : { reach: wish.reach }),
      files: { reads: wish.files ?? [], writes: [] },
    },
  )
  return wish.of.map((_one, index) => pieceOf(written[2 * index], written[2 * index + 1]))
}

/** The pictures to one file, how loud it is to the next: a pipe is FFmpeg's word for any descriptor. */
function outputs(
  { video, audio }: Sampled,
  index: number,
  { keyframesOnly, seconds }: SampleWish,
): string[] {
  const [pictures, readings] = [0, 1].map((of) => `pipe:${FIRST_FILE + 2 * index + of}`)
  const limit = ['-threads', '1', '-t', String(seconds)]
  return [
    ...[...limit, '-map', `${video}?`, '-vf', keyframesOnly ? LOOK_SCALE : LOOK_FILTERS],
    ...['-fps_mode', 'passthrough', '-c:v', 'rawvideo', '-f', 'rawvideo', pictures ?? ''],
    ...(audio === null
      ? []
      : [
          ...[...limit, '-map', `${audio}?`, '-af', loudnessFilters(readings ?? '')],
          ...['-f', 'null', '-'],
        ]),
  ]
}

const NOTHING = Buffer.alloc(0)

function pieceOf(shown: Buffer = NOTHING, heard: Buffer = NOTHING): ContentPiece | null {
  const pictures = Array.from(
    { length: Math.floor(shown.length / LOOK_BYTES) },
    (_, n) => new Uint8Array(shown.subarray(n * LOOK_BYTES, (n + 1) * LOOK_BYTES)),
  )
  const { words } = readLoudness(heard.toString('latin1').split('\n'))
  const readings = words.flatMap((word) => (word.kind === 'loudness' ? [word.loudness] : []))
  return pictures.length + readings.length === 0 ? null : { pictures, readings }
}

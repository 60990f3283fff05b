import type { LoudnessObservation } from '@cashbacktv/contract'
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
  /** One picture alone, of the first keyframe. */
  firstKeyframe: boolean
  timeoutMs: number
  signal?: AbortSignal | undefined
}

/** What became of one input. */
export type Sample = {
  /** Null where nothing could be decoded. */
  piece: ContentPiece | null
  /** Whether there is something of all that it has. */
  isWhole: boolean
}

/** Of each file, and of what FFmpeg says: some seconds of pictures are a twentieth of it. */
const MOST_BYTES = 1_000_000
const FIRST_FILE = 3

/**
 * Decodes a short piece of each input, behind everything else of the host. One that cannot be opened
 * ends the others with it.
 */
export async function sampleContent(wish: SampleWish): Promise<Sample[]> {
  const { written, stderr } = await runToEnd(
    'nice',
    [
      ...['-n', '19', 'ffmpeg', '-nostdin', '-hide_banner', '-nostats', '-loglevel', 'info'],
      ...['-filter_threads', '1'],
      ...wish.of.flatMap(({ input }) => [
        ...['-threads', '1', ...(wish.firstKeyframe ? ['-skip_frame', 'nokey'] : []), ...input],
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
  return wish.of.map(({ audio }, index) => {
    const has = tracksIn(stderr, index)
    const [shown = NOTHING, heard = NOTHING] = written.slice(2 * index)
    const pictures = has.video ? picturesOf(shown) : []
    const readings = has.audio ? readingsOf(heard) : []
    if (pictures.length + readings.length === 0) return { piece: null, isWhole: false }
    const isHeard = !has.audio || audio === null || readings.length > 0
    return { piece: { pictures, readings }, isWhole: isHeard }
  })
}

/**
 * What FFmpeg said that an input has, before it says what becomes of it. An output whose tracks are not
 * there is given the best of all inputs instead, which is another channel's.
 */
function tracksIn(said: string, index: number): { video: boolean; audio: boolean } {
  const [inputs = ''] = said.split('Stream mapping:')
  const has = (kind: string) => new RegExp(`^ *Stream #${index}:\\d.*: ${kind}: `, 'm').test(inputs)
  return { video: has('Video'), audio: has('Audio') }
}

/** The pictures to one file, how loud it is to the next: a pipe is FFmpeg's word for any descriptor. */
function outputs(
  { video, audio }: Sampled,
  index: number,
  { firstKeyframe, seconds }: SampleWish,
): string[] {
  const [pictures, readings] = [0, 1].map((of) => `pipe:${FIRST_FILE + 2 * index + of}`)
  const limit = ['-threads', '1', '-t', String(seconds)]
  return [
    ...[...limit, '-map', `${video}?`, '-vf', firstKeyframe ? LOOK_SCALE : LOOK_FILTERS],
    // A file that grows too large ends FFmpeg, and with it all inputs.
    ...(firstKeyframe ? ['-frames:v', '1'] : []),
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

function picturesOf(shown: Buffer): Uint8Array[] {
  return Array.from(
    { length: Math.floor(shown.length / LOOK_BYTES) },
    (_, n) => new Uint8Array(shown.subarray(n * LOOK_BYTES, (n + 1) * LOOK_BYTES)),
  )
}

function readingsOf(heard: Buffer): LoudnessObservation[] {
  const { words } = readLoudness(heard.toString('latin1').split('\n'))
  return words.flatMap((word) => (word.kind === 'loudness' ? [word.loudness] : []))
}

import { LOOK_BYTES, LOOK_HEIGHT, LOOK_WIDTH, LOOKS_A_SECOND } from '../content/look-size.ts'
import { TRACK_KEY } from '../content/loudness-line.ts'
import { escaped } from './filter-text.ts'
import { withPacketSize } from './packet-size.ts'

/** In two steps: the first is cheap, the second keeps what is small and evens noise out. */
export const LOOK_SCALE = `scale=384:216:flags=fast_bilinear,scale=${LOOK_WIDTH}:${LOOK_HEIGHT}:flags=area,format=gray`

/** From pictures to small grey ones, at their own rate. */
export const LOOK_FILTERS = `fps=${LOOKS_A_SECOND},${LOOK_SCALE}`

/** Sends the small pictures of `[look]`, one a datagram, to where the progress goes. */
export function lookReport(to: string): string[] {
  return [
    ...['-map', '[look]', '-fps_mode', 'passthrough', '-enc_time_base', '1:1000'],
    ...['-c:v', 'rawvideo', '-f', 'rawvideo', withPacketSize(to, LOOK_BYTES)],
  ]
}

/** Bytes of one reading and a little less: it is sent no later than with the next one. */
const READING_BYTES = 200

/** Others are mixed to two channels, which makes them quieter. */
const LAYOUTS: Readonly<Record<number, string>> = { 1: 'mono', 6: '5.1' }

/** What is measured of audio of so many channels: all of it. */
export function asItComes(channels = 2): string[] {
  return [`aformat=channel_layouts=${LAYOUTS[channels] ?? 'stereo'}`]
}

/**
 * Measures audio by EBU R 128 and tells it every half second. Its layout is fixed before, by `heard`: a
 * source that changes it would end the graph. FFmpeg has the measure in steps of 100 ms.
 */
export function loudnessFilters(to: string, heard: readonly string[] = asItComes()): string {
  return [
    ...heard,
    'ebur128=metadata=1',
    'astats=metadata=1:reset=5:measure_perchannel=none:measure_overall=Peak_level',
    'aselect=eq(mod(n\\,5)\\,4)',
    `ametadata=mode=print:file=${escaped(to)}`,
  ].join(',')
}

/** Audio that is measured: where it comes from, and what of it is heard. */
export type Measured = { specifier: string; heard: readonly string[] }

/**
 * The audio is decoded for it where it is copied. `held`: audio beside it whose loudness is held, by
 * name. It is measured in the same output, as a source that has lost it would have FFmpeg end over one
 * of its own.
 */
export function loudnessReport(
  main: Measured,
  to: string,
  held: readonly (Measured & { name: string })[] = [],
): string[] {
  const target = withPacketSize(to, READING_BYTES)
  const filters = loudnessFilters(target, main.heard)
  if (held.length === 0) return ['-map', `${main.specifier}?`, '-af', filters, '-f', 'null', '-']
  const all = [filters, ...held.map((one) => levelFilters(target, one))]
  return [
    ...[main, ...held].flatMap(({ specifier }) => ['-map', `${specifier}?`]),
    ...all.flatMap((one, at) => [`-filter:a:${at}`, one]),
    ...['-f', 'null', '-'],
  ]
}

/** Only what its levelling goes by is told, with its name as the last of a reading. */
function levelFilters(to: string, { heard, name }: Measured & { name: string }): string {
  return [
    ...heard,
    'ebur128=metadata=1',
    'aselect=eq(mod(n\\,5)\\,4)',
    `ametadata=mode=add:key=${TRACK_KEY}:value=${name}`,
    `ametadata=mode=print:file=${escaped(to)}`,
  ].join(',')
}

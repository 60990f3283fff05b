import { box, fullBox, letters, u16, u32, zeros } from './boxes.ts'
import { sampleEntry } from './sample-entry.ts'
import type { TrackConfig } from './track.ts'

/** The one track of each file. */
export const TRACK_ID = 1
/** 16.16: as it is, without turning or scaling (ISO/IEC 14496-12 6.2.2). */
const UNITY = u32(0x00010000, 0, 0, 0, 0x00010000, 0, 0, 0, 0x40000000)
/** Three letters of five bits: `und`, a language that is not said here. */
const UNDETERMINED = 0x55c4
const ENABLED_IN_MOVIE = 3
const SAME_FILE = 1

/** What players load before the segments of a track: a CMAF header (ISO/IEC 23000-19 7.3.1). */
export function initSection(config: TrackConfig): Buffer {
  const brands = box('ftyp', letters('iso6'), u32(0), letters('iso6cmfcmp41'))
  const extends_ = box('mvex', fullBox('trex', {}, u32(TRACK_ID, 1, 0, 0, 0)))
  return Buffer.concat([brands, box('moov', movieHeader(config), track(config), extends_)])
}

/** How long it lasts is not known of what is live: 0. */
function movieHeader({ timescale }: TrackConfig): Buffer {
  const [rate, volume] = [u32(0x00010000), u16(0x0100)]
  return fullBox(
    'mvhd',
    {},
    ...[u32(0, 0, timescale, 0), rate, volume, zeros(10), UNITY, zeros(24)],
    u32(TRACK_ID + 1),
  )
}

function track(config: TrackConfig): Buffer {
  const header = fullBox(
    'tkhd',
    { flags: ENABLED_IN_MOVIE },
    ...[u32(0, 0, TRACK_ID, 0, 0), zeros(8), u16(0, 0)],
    ...[u16(config.kind === 'audio' ? 0x0100 : 0, 0), UNITY, shownSize(config)],
  )
  return box('trak', header, media(config))
}

/** 16.16, in square samples. */
function shownSize(config: TrackConfig): Buffer {
  if (config.kind !== 'video') return u32(0, 0)
  const { width, height, aspect } = config
  const shown = aspect === null ? width : (width * aspect.across) / aspect.down
  return u32(Math.min(0xffff, Math.round(shown)) * 0x10000, height * 0x10000)
}

function media(config: TrackConfig): Buffer {
  const { handler, name, header } = KINDS[config.kind]
  return box(
    'mdia',
    fullBox('mdhd', {}, u32(0, 0, config.timescale, 0), u16(UNDETERMINED, 0)),
    fullBox('hdlr', {}, u32(0), letters(handler), zeros(12), letters(name)),
    box('minf', header, dataOf(), tables(config)),
  )
}

/** How each kind of track is handled, and its header (ISO/IEC 14496-12 12; 14496-30 7.4). */
const KINDS: Readonly<
  Record<TrackConfig['kind'], { handler: string; name: string; header: Buffer }>
> = {
  video: { handler: 'vide', name: 'Video\0', header: fullBox('vmhd', { flags: 1 }, zeros(8)) },
  audio: { handler: 'soun', name: 'Audio\0', header: fullBox('smhd', {}, zeros(4)) },
  text: { handler: 'text', name: 'Text\0', header: fullBox('nmhd', {}) },
}

/** Samples lie in the same file as what tells of them. */
function dataOf(): Buffer {
  return box('dinf', fullBox('dref', {}, u32(1), fullBox('url ', { flags: SAME_FILE })))
}

/** Samples are told of in each segment, and none here. */
function tables(config: TrackConfig): Buffer {
  return box(
    'stbl',
    fullBox('stsd', {}, u32(1), sampleEntry(config)),
    ...['stts', 'stsc'].map((type) => fullBox(type, {}, u32(0))),
    ...[fullBox('stsz', {}, u32(0, 0)), fullBox('stco', {}, u32(0))],
  )
}

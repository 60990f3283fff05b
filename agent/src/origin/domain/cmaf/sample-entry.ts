import type { Colour } from '../ladder/video-usability.ts'
import { box, letters, u8, u16, u32, zeros } from './boxes.ts'
import type { AudioConfig, TextConfig, TrackConfig, VideoConfig } from './track.ts'

const DATA_REFERENCE = 1
/** 16.16 dots an inch, which nobody means. */
const RESOLUTION = 0x00480000
const COMPRESSOR_BYTES = 32
/** Of 24 bits without transparency. */
const DEPTH = 0x18
const NOT_USED = 0xffff
const SAMPLE_BITS = 16

/** How the samples of a track are coded (ISO/IEC 14496-12 8.5.2). */
export function sampleEntry(config: TrackConfig): Buffer {
  if (config.kind === 'text') return textEntry(config)
  return config.kind === 'video' ? visualEntry(config) : audioEntry(config)
}

/** ISO/IEC 14496-30 7.5. */
function textEntry({ entry, setup }: TextConfig): Buffer {
  return box(entry, zeros(6), u16(DATA_REFERENCE), box(setup.box, setup.body))
}

function visualEntry({ entry, width, height, setup, aspect, colour }: VideoConfig): Buffer {
  return box(
    entry,
    ...[zeros(6), u16(DATA_REFERENCE), zeros(16), u16(width, height)],
    ...[u32(RESOLUTION, RESOLUTION, 0), u16(1), zeros(COMPRESSOR_BYTES), u16(DEPTH, NOT_USED)],
    box(setup.box, setup.body),
    ...(colour === null ? [] : [colourBox(colour)]),
    ...(aspect === null ? [] : [box('pasp', u32(aspect.across, aspect.down))]),
  )
}

function colourBox({ primaries, transfer, matrix, isFullRange }: Colour): Buffer {
  const numbers = u16(primaries, transfer, matrix)
  return box('colr', letters('nclx'), numbers, u8(isFullRange ? 0x80 : 0))
}

/** The rate is 16.16 and cannot be said from 64 kHz on: then players take it from the setup of the decoder. */
function audioEntry({ entry, channels, timescale, setup }: AudioConfig): Buffer {
  const rate = timescale < 0x10000 ? timescale * 0x10000 : 0
  return box(
    entry,
    ...[zeros(6), u16(DATA_REFERENCE), zeros(8), u16(channels, SAMPLE_BITS, 0, 0), u32(rate)],
    box(setup.box, setup.body),
  )
}

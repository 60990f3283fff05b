import type { Colour, Ratio } from '../ladder/video-usability.ts'

/** What fMP4 says of a track once, in its initialisation section. */
export type TrackConfig = VideoConfig | AudioConfig | TextConfig

export type VideoConfig = {
  kind: 'video'
  /** RFC 6381: `avc1.640029`, `hvc1.1.6.L93.B0`. */
  codec: string
  /** Ticks a second. */
  timescale: number
  /** In samples as they are sent. */
  width: number
  height: number
  /** Null where the stream does not say it. */
  framesPerSecond: number | null
  aspect: Ratio | null
  colour: Colour | null
  /** Four letters of its sample entry, and of the box in it that decoders are set up with. */
  entry: 'avc1' | 'hvc1'
  setup: { box: 'avcC' | 'hvcC'; body: Buffer }
}

export type AudioConfig = {
  kind: 'audio'
  /** RFC 6381: `mp4a.40.2`, `ac-3`, `ec-3`, `mp4a.6B`. */
  codec: string
  /** The sample rate. */
  timescale: number
  channels: number
  entry: 'mp4a' | 'ac-3' | 'ec-3'
  setup: { box: 'esds' | 'dac3' | 'dec3'; body: Buffer }
}

export type TextConfig = {
  kind: 'text'
  /** RFC 6381. */
  codec: 'wvtt'
  timescale: number
  entry: 'wvtt'
  setup: { box: 'vttC'; body: Buffer }
}

/** A picture, a frame of audio, or what is read over a span. */
export type Sample = {
  /** Parts of it, in their order. */
  data: readonly Buffer[]
  /** In ticks of the track. */
  duration: number
  /** Presentation minus decode time, in the same. */
  offset: number
  /** Nothing before it is needed to begin with it. */
  isSync: boolean
}

/** The begin of a track. */
export type TrackStart<Config extends TrackConfig = TrackConfig> = {
  config: Config
  /** Decode time of the first sample, in 90 kHz ticks of the transport stream's 33-bit clock. */
  firstDts: number
  /** Earliest presentation time of the samples that are in sight, in the same. */
  firstPts: number
}

export type CmafTrack = TrackStart & { samples: readonly Sample[] }

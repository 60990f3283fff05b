import type { AudioFacts, AudioMix } from '@cashbacktv/contract'
import { escaped } from './filter-text.ts'

/** What is changed in one track: `held` is null where its loudness is left as it comes. */
export type Treatment = { levelDb: number; mix: AudioMix; held: Held | null }

/** `gainDb` is where the levelling of a track begins, `socket` where it is told what comes next. */
export type Held = { gainDb: number; socket: string }

/**
 * Where the levelling of a track is told its gain: a socket in the folder of its run, which is where
 * FFmpeg works. Each track has one, since a command reaches all filters of a graph and none of another.
 * Without a name it is that of the main audio.
 */
export function gainSocket(name?: string): string {
  return name === undefined ? 'gain.sock' : `gain-${name}.sock`
}

/** The filter that is told. */
const GAIN_FILTER = 'volume@gain'

/** What is sent to the socket to have it. */
export function gainCommand(gainDb: number): string {
  return `${GAIN_FILTER} volume ${gainDb}dB`
}

/**
 * Filters of decoded audio. FFmpeg builds them anew whenever the layout or the rate of the audio
 * changes, which must show in nothing: what follows a gap stays in its place on the clock.
 */
export function audioFilters(track: AudioFacts | null, treatment: Treatment): string {
  const { levelDb, mix, held } = treatment
  const isSurround = couldBeSurround(track)
  const isLouder = levelDb > 0 || held !== null
  return [
    ...[...FROM_THE_START, 'aresample=async=1000'],
    ...(isSurround || mix !== 'stereo' || held !== null ? sidesHeard(mix) : []),
    ...(levelDb === 0 ? [] : [`volume=${levelDb}dB:precision=float`]),
    ...(held === null ? [] : levelling(held)),
    ...(isSurround || isLouder ? [LIMITER] : []),
  ].join(',')
}

/** From any layout to the two sides that are put out. */
export function sidesHeard(mix: AudioMix): string[] {
  return [
    'aformat=channel_layouts=stereo',
    ...(mix === 'stereo' ? [] : [`pan=stereo|${MIXES[mix]}`]),
  ]
}

/** What both sides are made of. Half of each adds up to full scale at most. */
const MIXES: Record<Exclude<AudioMix, 'stereo'>, string> = {
  mono: 'c0=0.5*c0+0.5*c1|c1=0.5*c0+0.5*c1',
  left: 'c0=c0|c1=c0',
  right: 'c0=c1|c1=c1',
}

/** Told by ZeroMQ, of which no word gets into the log, as answers to commands on stdin would. */
function levelling({ gainDb, socket }: Held): string[] {
  return [
    `${GAIN_FILTER}=volume=${gainDb}dB:precision=float`,
    `azmq=bind_address=${escaped(`ipc://${socket}`)}`,
  ]
}

/**
 * Audio that begins a little after the picture is filled up from the start with silence, of which
 * its own first frame, silenced, is the first. `first_pts=0` would do it after each change too, and
 * fill up all the time since the start. The limits are seconds.
 */
const LATE = 'between(t\\,0.05\\,1)'
const FROM_THE_START = [
  `volume=0:enable=eq(n\\,0)*${LATE}`,
  `asetpts=if(eq(N\\,0)*${LATE.replace('t\\', 'T\\')}\\,0\\,PTS)`,
]

/** Loud channels, and what is made louder, can add up to more than full scale, where AAC would clip. 0.9 is 1 dB below it. */
const LIMITER = 'alimiter=limit=0.9:level=0:attack=1:release=50'

/** Codecs of broadcasts change between stereo and surround from one programme to the next. */
function couldBeSurround(track: AudioFacts | null): boolean {
  if (track === null) return true
  return track.channels > 2 || /^(e?ac3|ac4|dts|truehd)$/.test(track.codec)
}

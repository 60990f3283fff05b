import type { AudioFacts } from '@cashbacktv/contract'

/**
 * Filters of decoded audio. FFmpeg builds them anew whenever the layout or the rate of the audio
 * changes, which must show in nothing: what follows a gap stays in its place on the clock.
 */
export function audioFilters(track: AudioFacts | null): string {
  const mixed = couldBeSurround(track) ? ['aformat=channel_layouts=stereo', LIMITER] : []
  return [...FROM_THE_START, 'aresample=async=1000', ...mixed].join(',')
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

/** Loud channels can add up to more than full scale, where AAC would clip. 0.9 is 1 dB below it. */
const LIMITER = 'alimiter=limit=0.9:level=0:attack=1:release=50'

/** Codecs of broadcasts change between stereo and surround from one programme to the next. */
function couldBeSurround(track: AudioFacts | null): boolean {
  if (track === null) return true
  return track.channels > 2 || /^(e?ac3|ac4|dts|truehd)$/.test(track.codec)
}

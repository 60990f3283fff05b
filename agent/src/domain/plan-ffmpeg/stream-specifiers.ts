import type { AudioFacts, CueFacts, SourceFacts, SourceReading } from '@cashbacktv/contract'

type Placed = Pick<CueFacts, 'streamId' | 'streamIndex'>
type Wish = Pick<SourceReading, 'program' | 'audioTrack'>

/**
 * How FFmpeg is told which picture of its first input is meant: by programme or PID where the source
 * has several, since their order depends on the moment of joining; else by place.
 */
export function videoSpecifier(facts: SourceFacts | null, wish: Wish): string {
  if (facts === null) return `0:${programPart(wish.program)}v:0`
  const { video, videoTracks = [video] } = facts
  const beside = videoTracks.filter((track) => isOf(track, facts.program))
  if (beside.length > 1 && video.streamId !== undefined) return byId(video.streamId)
  return ofSeveral(facts, wish) ? `0:p:${facts.program}:v:0` : `0:v:${video.index ?? 0}`
}

/** The same of the audio. */
export function audioSpecifier(facts: SourceFacts | null, wish: Wish): string {
  const audio = facts?.audio ?? null
  if (facts === null || audio === null) {
    const pid = facts === null ? wish.audioTrack?.pid : undefined
    return pid === undefined ? `0:${programPart(wish.program)}a:0` : byId(pid)
  }
  const beside = (facts.audioTracks ?? [audio]).filter((track) => isOf(track, facts.program))
  if (beside.length > 1 && audio.streamId !== undefined) return byId(audio.streamId)
  return ofSeveral(facts, wish) ? `0:p:${facts.program}:a:0` : `0:a:${audio.index ?? 0}`
}

/** The same of audio beside that which is taken. */
export function furtherSpecifier({ streamId, index = 0 }: AudioFacts): string {
  return streamId === undefined ? `0:a:${index}` : byId(streamId)
}

/** The same of the track that announces breaks; null where none is known of beside the picture. */
export function cueSpecifier(facts: SourceFacts | null): string | null {
  const { program, video, cueTracks = [] } = facts ?? {}
  const own = typeof program === 'number' ? [program] : video?.programs
  const isBeside = ({ programs }: { programs?: number[] | undefined }) =>
    own === undefined || programs === undefined || programs.some((number) => own.includes(number))
  const track = cueTracks.find(isBeside)
  if (track === undefined) return null
  return trackSpecifier(track)
}

/** The same of a track that is neither picture nor audio. */
export function trackSpecifier({ streamId, streamIndex }: Placed): string {
  return streamId === undefined ? `0:${streamIndex}` : byId(streamId)
}

/** A source with one programme may be given another number without anybody noticing. */
function ofSeveral({ program, programs = [] }: SourceFacts, wish: Wish): boolean {
  if (program === null || program === undefined) return false
  return programs.length > 1 || wish.program === program
}

function isOf({ programs }: { programs?: number[] }, program: number | null | undefined): boolean {
  return program === null || program === undefined || (programs?.includes(program) ?? false)
}

function programPart(program: number | undefined): string {
  return program === undefined ? '' : `p:${program}:`
}

function byId(id: number): string {
  return `0:i:0x${id.toString(16)}`
}

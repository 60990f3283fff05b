import {
  type AudioFacts,
  type AudioTrackChoice,
  type CueFacts,
  MAX_TRACKS,
  type ProgramFacts,
  type SourceFacts,
  type SubtitleFacts,
  type TakenTracks,
  type TrackKind,
  type VideoFacts,
} from '@cashbacktv/contract'

/** All that a source offers, in the order in which it was seen. */
export type Inventory = {
  container: string
  bitrateKbps: number | null
  programs: readonly ProgramFacts[]
  videos: readonly VideoFacts[]
  audios: readonly AudioFacts[]
  cues: readonly CueFacts[]
  subtitles: readonly SubtitleFacts[]
}

/** What an operator asked for; what is absent is chosen here. */
export type TrackWish = { program?: number; audioTrack?: AudioTrackChoice }

export type Choice =
  | { kind: 'chosen'; facts: SourceFacts; audioTrackMissing: boolean }
  | { kind: 'program-missing'; programs: readonly ProgramFacts[] }
  | { kind: 'no-video' }

/**
 * Takes one programme, one picture and one audio, by what they are and never by where they stand:
 * the order in which a source shows them depends on the moment of joining. `usual` is what was taken
 * before, which is kept to while it is there.
 */
export function chooseTracks(
  inventory: Inventory,
  wish: TrackWish,
  usual: SourceFacts | null = null,
): Choice {
  if (inventory.videos.length === 0 && wish.program === undefined) return { kind: 'no-video' }
  const program = chooseProgram(inventory, wish, usual)
  if (program === 'missing') return { kind: 'program-missing', programs: inventory.programs }
  const video = largest(inventory.videos.filter((track) => belongs(track, program)))
  if (video === undefined) return { kind: 'no-video' }
  const beside = audiosBeside(inventory.audios, video, program)
  const audio = chooseAudio(beside, wish.audioTrack, usual?.audio ?? null)
  return {
    kind: 'chosen',
    audioTrackMissing: audio.missing,
    facts: {
      container: inventory.container,
      bitrateKbps: inventory.bitrateKbps,
      video,
      audio: audio.track,
      program,
      programs: within(inventory.programs),
      videoTracks: within(inventory.videos),
      audioTracks: within(inventory.audios),
      ...(inventory.cues.length === 0 ? {} : { cueTracks: within(inventory.cues) }),
      ...(inventory.subtitles.length === 0 ? {} : { subtitleTracks: within(inventory.subtitles) }),
    },
  }
}

/** The audio beside the picture that is taken which an operator asked for; null where there is none. */
export function chosenAudio(facts: SourceFacts, wish: AudioTrackChoice): AudioFacts | null {
  const { video, program = null } = facts
  const { track, missing } = chooseAudio(
    audiosBeside(inventoryOf(facts).audios, video, program),
    wish,
    null,
  )
  return missing ? null : track
}

/** What facts know beside what was taken; of facts from before tracks were listed, only that. */
export function inventoryOf(facts: SourceFacts): Inventory {
  return {
    container: facts.container,
    bitrateKbps: facts.bitrateKbps,
    programs: facts.programs ?? [],
    videos: facts.videoTracks ?? [facts.video],
    audios: facts.audioTracks ?? (facts.audio === null ? [] : [facts.audio]),
    cues: facts.cueTracks ?? [],
    subtitles: facts.subtitleTracks ?? [],
  }
}

/** The part of facts that a run is planned with. */
export function takenTracks(facts: SourceFacts, audioTrackMissing = false): TakenTracks {
  const { video, audio, program = null } = facts
  const named = facts.programs?.find(({ number }) => number === program)
  return { video, audio, program, programName: named?.name ?? null, audioTrackMissing }
}

/** The one asked for, the one taken before, or the one of the lowest number that has a picture. */
function chooseProgram(
  { programs, videos }: Inventory,
  wish: TrackWish,
  usual: SourceFacts | null,
): number | null | 'missing' {
  const withVideo = new Set(videos.flatMap((video) => video.programs ?? []))
  const seen = programs.filter(({ number }) => withVideo.has(number))
  if (wish.program !== undefined) {
    if (programs.length === 0) return null
    return seen.some(({ number }) => number === wish.program) ? wish.program : 'missing'
  }
  const before = seen.find(({ number }) => number === usual?.program)
  const lowest = seen.toSorted((a, b) => a.number - b.number)[0]
  return (before ?? lowest)?.number ?? null
}

function audiosBeside(
  audios: readonly AudioFacts[],
  video: VideoFacts,
  program: number | null,
): readonly AudioFacts[] {
  const beside = audios.filter((track) =>
    program === null ? isBeside(track, video) : belongs(track, program),
  )
  return beside.length > 0 || program !== null ? beside : audios
}

function belongs({ programs }: { programs?: number[] }, program: number | null): boolean {
  return program === null || (programs?.includes(program) ?? false)
}

/** In a variant of its own, or in none. */
function isBeside(audio: AudioFacts, video: VideoFacts): boolean {
  if (video.programs === undefined) return true
  return audio.programs?.some((number) => video.programs?.includes(number)) ?? false
}

function largest(videos: readonly VideoFacts[]): VideoFacts | undefined {
  return videos.toSorted((a, b) => b.width * b.height - a.width * a.height)[0]
}

/** The less a kind is what everybody is to hear, the later it is taken. */
const WORTH: Record<TrackKind, number> = {
  main: 0,
  dub: 1,
  'clean-effects': 2,
  'hearing-impaired': 3,
  commentary: 4,
  description: 5,
}

type Audio = { track: AudioFacts | null; missing: boolean }

function chooseAudio(
  tracks: readonly AudioFacts[],
  wish: AudioTrackChoice | undefined,
  usual: AudioFacts | null,
): Audio {
  const ranked = tracks.toSorted((a, b) => rank(a) - rank(b))
  const best = ranked[0]
  if (best === undefined) return { track: null, missing: false }
  if (wish !== undefined) {
    const wanted = ranked.find((track) => isWanted(track, wish)) ?? heirOf(ranked, wish)
    return { track: wanted ?? best, missing: wanted === undefined }
  }
  const before = ranked.find((track) => rank(track) === rank(best) && isSame(track, usual))
  return { track: before ?? best, missing: false }
}

function rank(track: AudioFacts): number {
  return WORTH[track.kind ?? 'main'] * 2 + (track.isDefault ? 0 : 1)
}

function isWanted(track: AudioFacts, { pid, language, kind }: AudioTrackChoice): boolean {
  if (pid !== undefined && track.streamId !== pid) return false
  return speaks(track, language) && (kind === undefined || kind === (track.kind ?? 'main'))
}

/** A source that was set up anew gave the track another PID: it is known by its language and kind. */
function heirOf(tracks: readonly AudioFacts[], wish: AudioTrackChoice): AudioFacts | undefined {
  const { language, kind = 'main' } = wish
  if (wish.pid === undefined || language === undefined) return undefined
  return tracks.find((track) => speaks(track, language) && (track.kind ?? 'main') === kind)
}

/** `tr` and `tur` are one language: ISO 639 has names of two and of three letters. */
export function speaks(
  track: { language?: string | null | undefined },
  language: string | undefined,
): boolean {
  if (language === undefined) return true
  const [own, asked] = [track.language?.toLowerCase(), language.toLowerCase()]
  return own !== undefined && (own === asked || nameOf(own) === nameOf(asked))
}

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' })

function nameOf(language: string): string {
  try {
    return names.of(language) ?? language
  } catch {
    return language
  }
}

function isSame(track: AudioFacts, usual: AudioFacts | null): boolean {
  if (usual === null) return false
  return track.streamId === undefined
    ? (track.index ?? 0) === (usual.index ?? 0) && track.language === usual.language
    : track.streamId === usual.streamId
}

function within<T>(list: readonly T[]): T[] {
  return list.slice(0, MAX_TRACKS)
}

import type {
  Capabilities,
  LadderSubtitles,
  Output,
  SourceFacts,
  SubtitleFacts,
  SubtitleRendition,
  SubtitleTrackChoice,
} from '@cashbacktv/contract'
import { speaks } from '../source-facts/choose-tracks.ts'
import { trackSpecifier } from './stream-specifiers.ts'

/** Folder of subtitles, below that of a run, and name of their playlist. */
export const subtitleFolder = (name: string) => `subs-${name}`

/** Subtitles that viewers are to choose. */
export function wantedSubtitles({ subtitles }: Output): readonly SubtitleRendition[] {
  return subtitles ?? []
}

/** A track to be written down, as FFmpeg is told of it. */
export type WrittenTrack = { kind: SubtitleFacts['kind']; specifier: string }

/** What is to be written down, each track once. */
export function writtenTracks(output: Output, facts: SourceFacts | null): WrittenTrack[] {
  const tracks = wantedSubtitles(output).flatMap(({ track }) => chosenTrack(facts, track) ?? [])
  const kinds = new Map(tracks.map((track) => [trackSpecifier(track), track.kind]))
  return [...kinds].map(([specifier, kind]) => ({ specifier, kind }))
}

/** What the origin is told of the subtitles of a run. */
export function ladderSubtitles(output: Output, facts: SourceFacts | null): LadderSubtitles[] {
  const files = writtenTracks(output, facts).map(({ specifier }) => specifier)
  return wantedSubtitles(output).map(({ name, language, track: wish }) => {
    const track = chosenTrack(facts, wish)
    const isBitmap = track?.kind === 'bitmap'
    const announced = isBitmap ? firstOf(track) : usualPage(track, wish)?.language
    const spoken = language ?? wish.language ?? announced ?? null
    return {
      name: subtitleFolder(name),
      file: track === null ? null : files.indexOf(trackSpecifier(track)),
      page: wish.page ?? usualPage(track, wish)?.page ?? null,
      language: spoken !== null && /^[a-z]{2,8}$/.test(spoken) ? spoken : null,
      ...(isBitmap ? { kind: 'bitmap' as const } : {}),
    }
  })
}

/** Names of the wanted subtitles that a source lacks. */
export function lackingSubtitles(output: Output, facts: SourceFacts): string[] {
  return wantedSubtitles(output)
    .filter(({ track }) => chosenTrack(facts, track) === null)
    .map(({ name }) => name)
}

/** Names of those that a source has as pictures of text, whose letters nobody can read on such a host. */
export function unreadSubtitles(
  output: Output,
  facts: SourceFacts,
  host: Pick<Capabilities, 'readable'> | null,
): string[] {
  if (host === null || (host.readable?.length ?? 0) > 0) return []
  return wantedSubtitles(output)
    .filter(({ track }) => chosenTrack(facts, track)?.kind === 'bitmap')
    .map(({ name }) => name)
}

/** The track beside the picture that is meant: teletext, whose letters are sure, before pictures of text. */
function chosenTrack(facts: SourceFacts | null, wish: SubtitleTrackChoice): SubtitleFacts | null {
  const { program, video, subtitleTracks = [] } = facts ?? {}
  const own = typeof program === 'number' ? [program] : video?.programs
  const beside = subtitleTracks.filter(
    ({ programs }) =>
      own === undefined || programs === undefined || programs.some((one) => own.includes(one)),
  )
  return chosenTeletext(beside, wish) ?? chosenBitmap(beside, wish)
}

/**
 * Those that have no pages, and can be read. Of a track with several services nobody says here which of
 * the pages in it speaks which language, so that it is found by the first one alone.
 */
function chosenBitmap(
  tracks: readonly SubtitleFacts[],
  { pid, page, language }: SubtitleTrackChoice,
): SubtitleFacts | null {
  if (page !== undefined) return null
  const readable = tracks.filter(({ kind, format }) => kind === 'bitmap' && format === 'dvb')
  const meant = (track: SubtitleFacts) =>
    pid === undefined ? speaks({ language: firstOf(track) }, language) : track.streamId === pid
  return readable.find(meant) ?? null
}

/** Null where there is none. */
function chosenTeletext(
  tracks: readonly SubtitleFacts[],
  wish: SubtitleTrackChoice,
): SubtitleFacts | null {
  const beside = tracks.filter(({ kind }) => kind === 'teletext')
  if (wish.pid !== undefined) return beside.find(({ streamId }) => streamId === wish.pid) ?? null
  const listing = beside.find((track) => usualPage(track, wish) !== undefined)
  const isLanguageAlone = wish.language !== undefined && wish.page === undefined
  const spoken = beside.find(({ language }) => speaksAny(language, wish.language))
  // A page that nobody announces may come all the same.
  return listing ?? (isLanguageAlone ? spoken : beside[0]) ?? null
}

/** The announced page that is meant: for everybody before that for those who hear badly. */
function usualPage(track: SubtitleFacts | null, { page, language }: SubtitleTrackChoice) {
  const pages = (track?.pages ?? []).filter(
    (one) =>
      (page === undefined || one.page === page) && speaks({ language: one.language }, language),
  )
  return pages.find(({ isForHearingImpaired }) => !isForHearingImpaired) ?? pages[0]
}

/** FFmpeg lists the languages of a track with commas between. */
const firstOf = ({ language }: SubtitleFacts) => language?.split(',')[0]

function speaksAny(languages: string | undefined, wanted: string | undefined): boolean {
  return (languages ?? '').split(',').some((language) => speaks({ language }, wanted))
}

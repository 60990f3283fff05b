import type {
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

/** How FFmpeg is told which teletext is to be written down, each track once. */
export function teletextFiles(output: Output, facts: SourceFacts | null): string[] {
  const tracks = wantedSubtitles(output).map(({ track }) => chosenTeletext(facts, track))
  return [...new Set(tracks.flatMap((track) => (track === null ? [] : [trackSpecifier(track)])))]
}

/** What the origin is told of the subtitles of a run. */
export function ladderSubtitles(output: Output, facts: SourceFacts | null): LadderSubtitles[] {
  const files = teletextFiles(output, facts)
  return wantedSubtitles(output).map(({ name, language, track: wish }) => {
    const track = chosenTeletext(facts, wish)
    const spoken = language ?? wish.language ?? usualPage(track, wish)?.language ?? null
    return {
      name: subtitleFolder(name),
      file: track === null ? null : files.indexOf(trackSpecifier(track)),
      page: wish.page ?? usualPage(track, wish)?.page ?? null,
      language: spoken !== null && /^[a-z]{2,8}$/.test(spoken) ? spoken : null,
    }
  })
}

/** Names of the wanted subtitles that a source lacks; those that are pictures of text count as lacking. */
export function lackingSubtitles(output: Output, facts: SourceFacts): string[] {
  return wantedSubtitles(output)
    .filter(({ track }) => chosenTeletext(facts, track) === null)
    .map(({ name }) => name)
}

/** The teletext beside the picture that is meant; null where there is none. */
function chosenTeletext(
  facts: SourceFacts | null,
  wish: SubtitleTrackChoice,
): SubtitleFacts | null {
  const { program, video, subtitleTracks = [] } = facts ?? {}
  const own = typeof program === 'number' ? [program] : video?.programs
  const beside = subtitleTracks.filter(
    ({ kind, programs }) =>
      kind === 'teletext' &&
      (own === undefined || programs === undefined || programs.some((one) => own.includes(one))),
  )
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
function speaksAny(languages: string | undefined, wanted: string | undefined): boolean {
  return (languages ?? '').split(',').some((language) => speaks({ language }, wanted))
}

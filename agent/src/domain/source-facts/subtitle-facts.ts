import type { CueFacts, SubtitleFacts, SubtitlePage } from '@cashbacktv/contract'
import type { SeenStream } from './take-stock.ts'

/** FFmpeg's names of tracks of subtitles that a broadcast is sent with. */
const KINDS: Readonly<Record<string, SubtitleFacts['kind']>> = {
  dvb_teletext: 'teletext',
  dvb_subtitle: 'bitmap',
  hdmv_pgs_subtitle: 'bitmap',
}

/** Pictures of text whose letters can be read (EN 300 743). */
const DVB = 'dvb_subtitle'

/** What is known of a track of subtitles; null for any other. */
export function subtitleFacts(
  { codec, language, pages = [] }: SeenStream,
  place: CueFacts,
): SubtitleFacts | null {
  const kind = KINDS[codec]
  if (kind === undefined) return null
  return {
    kind,
    ...(codec === DVB ? { format: 'dvb' as const } : {}),
    ...place,
    ...(language === null ? {} : { language: language.slice(0, 64) }),
    ...(pages.length === 0 ? {} : { pages: pages.slice(0, MOST_PAGES) }),
  }
}

const MOST_PAGES = 32
const [SUBTITLES, FOR_HEARING_IMPAIRED] = [2, 5]

/**
 * The pages of subtitles of a track of teletext, of what FFmpeg keeps of its descriptor (EN 300 468,
 * 6.2.43): two bytes each, of which the first has the type and the magazine. `languages` has those of all
 * pages with commas between.
 */
export function teletextPages(described: Buffer, languages: string | null): SubtitlePage[] {
  const spoken = languages?.split(',') ?? []
  const pages: SubtitlePage[] = []
  for (let at = 0; at + 2 <= described.length; at += 2) {
    const [first = 0, digits = 0] = described.subarray(at, at + 2)
    const [type, magazine] = [first >> 3, first & 7 || 8]
    const [tens, units] = [digits >> 4, digits & 15]
    if ((type !== SUBTITLES && type !== FOR_HEARING_IMPAIRED) || tens > 9 || units > 9) continue
    pages.push({
      page: magazine * 100 + tens * 10 + units,
      language: spoken[at / 2]?.slice(0, 16) ?? null,
      isForHearingImpaired: type === FOR_HEARING_IMPAIRED,
    })
  }
  return pages
}

/** What a run sees of its source says less of teletext than a probe did. */
export function withKnownPages(
  seen: readonly SubtitleFacts[],
  known: readonly SubtitleFacts[],
): SubtitleFacts[] {
  return seen.map((track) => {
    const before = known.find(
      (one) => one.streamId === track.streamId && one.language === track.language,
    )
    return track.pages === undefined && before?.pages ? { ...track, pages: before.pages } : track
  })
}

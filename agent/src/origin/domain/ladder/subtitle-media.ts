import type { AudioOnAir, SubtitlesOnAir } from '@cashbacktv/contract'
import { subtitleFolder } from '../../../domain/plan-ffmpeg/subtitle-tracks.ts'
import { ownNameOf, plainName, tagOf } from './media-names.ts'

/** The group of subtitles of a multivariant playlist. */
export const SUBTITLE_GROUP = 'subs'

/** Lines of a multivariant playlist for a group of subtitles (RFC 8216 4.3.4.1). Nobody is shown any unasked. */
export function subtitleLines(all: SubtitlesOnAir, suffix: string): string[] {
  const shown = all.map(({ name, label, language }) => {
    return plainName(label ?? (language === null ? null : ownNameOf(language)) ?? name)
  })
  return all.map((one, at) => {
    // A group may not have two of a name.
    const isTaken = shown.indexOf(shown[at] ?? '') < at
    const language = one.language === null ? null : tagOf(one.language)
    return `#EXT-X-MEDIA:${[
      'TYPE=SUBTITLES',
      `GROUP-ID="${SUBTITLE_GROUP}"`,
      `NAME="${isTaken ? `${shown[at]} (${one.name})` : shown[at]}"`,
      ...(language === null ? [] : [`LANGUAGE="${language}"`]),
      ...['DEFAULT=NO', 'AUTOSELECT=YES', 'FORCED=NO'],
      `URI="${subtitleFolder(one.name)}${suffix}"`,
    ].join(',')}`
  })
}

/** What is said now of subtitles that were kept under that name. */
export function saidOfSubtitles({ subtitles = [] }: AudioOnAir, folder: string) {
  const name = folder.slice(SUBTITLE_GROUP.length + 1)
  return subtitles.find((one) => one.name === name) ?? { name, label: null, language: null }
}

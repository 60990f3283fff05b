import type { AudioOnAir } from '@cashbacktv/contract'
import type { DvrSlot } from '../dvr/dvr-slot.ts'
import { furtherNames, saidOfPast } from '../ladder/audio-media.ts'
import { beginOfKind, isLadderSlot } from '../ladder/shape-of.ts'
import { AUDIO, audioOf, pictureOf } from '../ladder/slot-files.ts'

export const EXPORT_INDEX = 'index.m3u8'

/**
 * What one file can hold of a recording: of a channel that became a ladder, or is none any more, what
 * came after the last change.
 */
export function exportable(slots: readonly DvrSlot[]): readonly DvrSlot[] {
  return slots.slice(beginOfKind(slots))
}

/**
 * Playlists of files on the disk, by their names, that FFmpeg reads a recording from: the largest
 * picture, and all audio beside it where that is on its own.
 */
export function exportPlaylists(
  slots: readonly DvrSlot[],
  archiveFolder: string,
  said: AudioOnAir,
): Map<string, string> {
  const first = slots[0]
  if (first === undefined || !isLadderSlot(first)) {
    return new Map([[EXPORT_INDEX, listOf(slots, archiveFolder, ({ path }) => path)]])
  }
  const picture = slots.flatMap(({ ladder }) => ladder?.renditions[0]?.name ?? [])[0] ?? ''
  const hasAudio = slots.some((slot) => audioOf(slot) !== null)
  const lists = new Map([
    ['picture.m3u8', listOf(slots, archiveFolder, (slot) => pictureOf(slot, picture))],
  ])
  const lines = ['#EXTM3U', '#EXT-X-VERSION:6']
  for (const { name, language } of hasAudio ? allAudio(saidOfPast(said, slots)) : []) {
    lists.set(
      `${name}.m3u8`,
      listOf(slots, archiveFolder, (slot) => audioOf(slot, name)),
    )
    const spoken = language === null ? '' : `,LANGUAGE="${language}"`
    const isMain = name === AUDIO ? 'YES' : 'NO'
    lines.push(
      `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="${name}"${spoken},DEFAULT=${isMain},URI="${name}.m3u8"`,
    )
  }
  const group = hasAudio ? ',AUDIO="audio"' : ''
  lines.push(`#EXT-X-STREAM-INF:BANDWIDTH=1${group}`, 'picture.m3u8', '')
  return lists.set(EXPORT_INDEX, lines.join('\n'))
}

/** With languages as the source says them: files know those of three letters. */
function allAudio(said: AudioOnAir): { name: string; language: string | null }[] {
  const languages = said.renditions.map(({ track }) => track.language ?? null)
  const further = furtherNames(said).map((name, at) => ({ name, language: languages[at] ?? null }))
  return [{ name: AUDIO, language: said.language }, ...further]
}

function listOf(
  slots: readonly DvrSlot[],
  folder: string,
  fileOf: (slot: DvrSlot) => string | null,
): string {
  const longest = slots.reduce((most, slot) => Math.max(most, slot.durationSeconds), 1)
  const lines = ['#EXTM3U', '#EXT-X-VERSION:6', `#EXT-X-TARGETDURATION:${Math.ceil(longest)}`]
  lines.push('#EXT-X-MEDIA-SEQUENCE:0', '#EXT-X-PLAYLIST-TYPE:VOD')
  for (const slot of slots) {
    const file = fileOf(slot)
    if (slot.discontinuity) lines.push('#EXT-X-DISCONTINUITY')
    if (file === null) continue
    lines.push(`#EXTINF:${slot.durationSeconds.toFixed(6)},`, `${folder}/${file}`)
  }
  return `${[...lines, '#EXT-X-ENDLIST'].join('\n')}\n`
}

export type ExportFiles = {
  index: string
  chapters: string
  output: string
  /** Players of Apple take HEVC only where its tables are said once, before the pictures. */
  isHevc: boolean
}

/**
 * The words of an FFmpeg that puts a recording into one file without touching its pictures. Clocks
 * that jump at seams are moved into one line, as for destinations of a channel. The table of contents
 * comes first, so that a player can begin before it has all of it.
 */
export function exportArguments({ index, chapters, output, isHevc }: ExportFiles): string[] {
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-nostats', '-y'],
    ...['-stats_period', '1', '-progress', 'pipe:1'],
    ...['-protocol_whitelist', 'file', '-allowed_extensions', 'ALL'],
    ...['-dts_delta_threshold', '1', '-i', index],
    ...['-f', 'ffmetadata', '-i', chapters],
    ...['-map', '0:v:0', '-map', '0:a?', '-map_metadata', '1', '-map_chapters', '1'],
    ...[
      '-c',
      'copy',
      ...(isHevc ? ['-tag:v', 'hvc1'] : []),
      '-movflags',
      '+faststart',
      '-f',
      'mp4',
      output,
    ],
  ]
}

/** How far FFmpeg is, in seconds of media, by what it last said; null where it said nothing of it. */
export function exportedSeconds(progress: string): number | null {
  const said = [...progress.matchAll(/^out_time_us=(\d+)$/gm)].at(-1)?.[1]
  return said === undefined ? null : Number(said) / 1e6
}

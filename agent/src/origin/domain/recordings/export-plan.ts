import type { AudioOnAir } from '@cashbacktv/contract'
import type { DvrSlot } from '../dvr/dvr-slot.ts'
import { furtherNames, saidOfPast } from '../ladder/audio-media.ts'
import { beginOfKind, isLadderSlot } from '../ladder/shape-of.ts'
import { AUDIO, audioOf, pictureOf } from '../ladder/slot-files.ts'
import { type AudioForm, audioEncoding, type Stretch } from './one-audio.ts'

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

/** Of each audio of a recording that is written anew, which FFmpeg does not hand on; none where it is no ladder. */
export function languagesOf(slots: readonly DvrSlot[], said: AudioOnAir): (string | null)[] {
  if (!isLadderSlot(slots[0])) return []
  return allAudio(saidOfPast(said, slots)).map(({ language }) => language)
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
  return fileList(
    slots.map((slot) => {
      const file = fileOf(slot)
      return { ...slot, file: file === null ? null : `${folder}/${file}` }
    }),
  )
}

/** `file`: null where there is none of it. */
type Listed = Pick<DvrSlot, 'durationSeconds' | 'discontinuity'> & { file: string | null }

function fileList(all: readonly Listed[]): string {
  const longest = all.reduce((most, { durationSeconds }) => Math.max(most, durationSeconds), 1)
  const lines = ['#EXTM3U', '#EXT-X-VERSION:6', `#EXT-X-TARGETDURATION:${Math.ceil(longest)}`]
  lines.push('#EXT-X-MEDIA-SEQUENCE:0', '#EXT-X-PLAYLIST-TYPE:VOD')
  for (const { discontinuity, file, durationSeconds } of all) {
    if (discontinuity) lines.push('#EXT-X-DISCONTINUITY')
    if (file === null) continue
    lines.push(`#EXTINF:${durationSeconds.toFixed(6)},`, file)
  }
  return `${[...lines, '#EXT-X-ENDLIST'].join('\n')}\n`
}

/** A stretch, and the file that it is written anew as; null where its segments are taken as they are. */
export type PlacedStretch = Stretch & { file: string | null; seconds: number }

/**
 * A recording whose audio is not of one form, as stretches of which those that have to be are written anew.
 * `fileOf`: by their number. Of a ladder all are, pictures and audio together.
 */
export function placed(
  stretches: readonly Stretch[],
  fileOf: (number: number) => string,
): PlacedStretch[] {
  return stretches.map((stretch, number) => {
    const isAnew = stretch.encoding !== null || isLadderSlot(stretch.slots[0])
    const seconds = secondsOf(stretch.slots)
    return { ...stretch, seconds, file: isAnew ? fileOf(number) : null }
  })
}

export function secondsOf(slots: readonly DvrSlot[]): number {
  return slots.reduce((all, { durationSeconds }) => all + durationSeconds, 0)
}

/** The playlist of them. */
export function stretchedPlaylist(all: readonly PlacedStretch[], archiveFolder: string): string {
  const listed = all.flatMap(({ slots, file, seconds }): Listed[] => {
    if (file !== null) return [{ file, durationSeconds: seconds, discontinuity: true }]
    return slots.map((slot, at) => ({
      ...slot,
      discontinuity: at === 0 || slot.discontinuity,
      file: `${archiveFolder}/${slot.path}`,
    }))
  })
  return fileList(listed)
}

/**
 * The words of an FFmpeg that writes a stretch anew, with its pictures as they are. Where there is no
 * audio there is silence from then on.
 */
export function stretchArguments(
  index: string,
  output: string,
  { encoding, seconds }: Pick<PlacedStretch, 'encoding' | 'seconds'>,
): string[] {
  const isSilent = encoding?.from === 'none'
  return [
    ...ABOUT_ITSELF,
    ...readFiles(index),
    ...(isSilent ? ['-t', String(seconds), '-f', 'lavfi', '-i', silenceOf(encoding.to)] : []),
    ...['-map', '0:v:0', '-map', isSilent ? '1:a' : '0:a?', '-c', 'copy'],
    ...(encoding === null ? [] : audioEncoding(encoding.to)),
    ...['-f', 'mpegts', output],
  ]
}

const ABOUT_ITSELF = [
  ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-nostats', '-y'],
  ...['-stats_period', '1', '-progress', 'pipe:1'],
]

/** Clocks that jump at seams are moved into one line, as for destinations of a channel. */
function readFiles(index: string): string[] {
  const allowed = ['-protocol_whitelist', 'file', '-allowed_extensions', 'ALL']
  return [...allowed, '-dts_delta_threshold', '1', '-i', index]
}

function silenceOf({ sampleRate, channels }: AudioForm): string {
  const layout = channels === 1 ? 'mono' : channels === 6 ? '5.1' : 'stereo'
  return `anullsrc=r=${sampleRate}:cl=${layout}`
}

export type ExportFiles = {
  index: string
  chapters: string
  output: string
  /** Players of Apple take HEVC only where its tables are said once, before the pictures. */
  isHevc: boolean
  /** Of its audio, where the playlists do not say it. */
  languages: readonly (string | null)[]
}

/**
 * The words of an FFmpeg that puts a recording into one file without touching its pictures. The table
 * of contents comes first, so that a player can begin before it has all of it.
 */
export function exportArguments(files: ExportFiles): string[] {
  const { index, chapters, output, isHevc, languages } = files
  return [
    ...ABOUT_ITSELF,
    ...readFiles(index),
    ...['-f', 'ffmetadata', '-i', chapters],
    ...['-map', '0:v:0', '-map', '0:a?', '-map_metadata', '1', '-map_chapters', '1'],
    ...languages.flatMap((language, at) => {
      return language === null ? [] : [`-metadata:s:a:${at}`, `language=${language}`]
    }),
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

import type { ChannelView, SourceFacts, SubtitleFacts } from '@cashbacktv/contract'
import { MOST_SUBTITLES } from '@cashbacktv/contract/list-lengths'
import { freeName } from './free-name.ts'
import type { GrowingKind } from './growing-rows.ts'
import { isSameLanguage } from './track-form.ts'

type Renditions = ChannelView['output']['subtitles']

/**
 * Subtitles as they are typed: which of the source, by PID, page and language, what players call them and
 * in which language they are told they are. `name` is that of their playlist, of those that are stored.
 */
export type SubtitleRow = { name: string; track: string; label: string; language: string }

export const NO_SUBTITLES: SubtitleRow = { name: '', track: '', label: '', language: '' }

const FIELDS = ['name', 'track', 'label', 'language'] as const

export function rowsOfSubtitles(renditions: Renditions): SubtitleRow[] {
  return renditions.map(({ name, label, language, track }) => {
    const typed = writeSubtitles(track) || FIRST_ONES
    return { name, track: typed, label: label ?? '', language: language ?? '' }
  })
}

/** What is typed for the first page of subtitles that a source has. */
export const FIRST_ONES = '*'

/** Reads a submitted form. The rows are numbered by their field names, `subtitles.0.track`. */
export function readSubtitleRows(data: FormData): SubtitleRow[] {
  const rows: SubtitleRow[] = []
  for (let at = 0; at < MOST_SUBTITLES && data.has(`subtitles.${at}.track`); at += 1) {
    const typed = FIELDS.map((field) => [
      field,
      String(data.get(`subtitles.${at}.${field}`) ?? '').trim(),
    ])
    rows.push({ ...NO_SUBTITLES, ...Object.fromEntries(typed) })
  }
  return rows.filter(isWanted)
}

/** How their rows grow. */
export const SUBTITLE_ROWS: GrowingKind<SubtitleRow> = {
  empty: NO_SUBTITLES,
  most: MOST_SUBTITLES,
  isFilled: isWanted,
}

function isWanted({ track, label, language }: SubtitleRow): boolean {
  return track !== '' || label !== '' || language !== ''
}

/** As the API wants them. What is there keeps its name, since players have loaded its playlist. */
export function toSubtitles(rows: readonly SubtitleRow[]): unknown[] {
  const wanted = rows.filter(isWanted)
  const taken = new Set(wanted.map(({ name }) => name).filter((name) => name !== ''))
  return wanted.map(({ name, track: typed, label, ...row }) => {
    const language = row.language.toLowerCase()
    const track = parseSubtitles(typed)
    const wished = language || track.language || (track.page ? `p${track.page}` : 'subtitles')
    const given = name === '' ? freeName(wished, taken) : name
    taken.add(given)
    return { name: given, label: label || null, language: language || null, track }
  })
}

type Track = { pid?: number | undefined; page?: number | undefined; language?: string | undefined }

export function writeSubtitles({ pid, page, language }: Track): string {
  const number = pid === undefined ? undefined : `0x${pid.toString(16)}`
  return [number, page, language].filter((word) => word !== undefined).join(' ')
}

/** Words in any order: a PID as `0x103`, a page as `888`, and anything else is a language. */
export function parseSubtitles(text: string): Track {
  const track: Track = {}
  for (const word of text.toLowerCase().split(/[\s,]+/)) {
    if (/^0x[0-9a-f]+$/.test(word)) track.pid = Number(word)
    else if (/^\d+$/.test(word)) track.page = Number(word)
    else if (word !== '' && word !== FIRST_ONES) track.language = word
  }
  return track
}

/** Subtitles that a source is known to have. */
export type OfferedSubtitles = {
  value: string
  kind: SubtitleFacts['kind']
  /** They can be made text, and so be chosen. */
  isReadable: boolean
  page: number | null
  language: string | null
  pid: number | null
  isForHearingImpaired: boolean
}

export function offeredSubtitles({ subtitleTracks = [] }: SourceFacts): OfferedSubtitles[] {
  return subtitleTracks.flatMap(({ kind, format, streamId, language = null, pages }) => {
    const listed = pages ?? [{ page: undefined, language, isForHearingImpaired: false }]
    return listed.map((one) => ({
      value: writeSubtitles({
        pid: streamId,
        page: one.page,
        language: /^[a-z]{2,8}$/.test(one.language ?? '') ? (one.language ?? undefined) : undefined,
      }),
      kind,
      isReadable: kind === 'teletext' || format === 'dvb',
      page: one.page ?? null,
      language: one.language,
      pid: streamId ?? null,
      isForHearingImpaired: one.isForHearingImpaired,
    }))
  })
}

/** Those that are meant by what is typed: all that it says is said of them. */
export function subtitlesMeant(
  typed: string,
  offered: readonly OfferedSubtitles[],
): OfferedSubtitles | undefined {
  const { pid, page, language } = parseSubtitles(typed)
  return offered.find(
    (one) =>
      (pid === undefined || one.pid === pid) &&
      (page === undefined || one.page === page) &&
      (language === undefined || (one.language !== null && isSameLanguage(one.language, language))),
  )
}

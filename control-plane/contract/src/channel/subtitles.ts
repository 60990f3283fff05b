import { z } from 'zod'
import { says } from '../messages/says.ts'
import { LanguageCode } from '../source/source.ts'
import { MOST_SUBTITLES } from './list-lengths.ts'

/** A page of teletext as it is written: magazine and two digits. */
export const TeletextPage = z.int().min(100).max(899)

/**
 * Which subtitles of the source are meant: those of a PID, of a page of teletext, of a language. What is
 * not said is chosen: the first track, and the first page in it that is one of subtitles.
 */
export const SubtitleTrackChoice = z.object({
  pid: z.int().min(1).max(8190).optional(),
  page: TeletextPage.optional(),
  language: LanguageCode.optional(),
})
export type SubtitleTrackChoice = z.infer<typeof SubtitleTrackChoice>

/**
 * Subtitles that viewers can choose, as WebVTT: of the source's teletext (EN 300 472), or of its pictures
 * of text (EN 300 743), whose letters are read.
 */
export const SubtitleRendition = z.object({
  /** Its playlist is `subs-<name>.m3u8`. */
  name: z.string().regex(/^[a-z0-9]{1,16}$/, { error: says('rendition-name') }),
  /** What players call it; null for the name of its language. */
  label: z.string().trim().min(1).max(40).nullable().default(null),
  /** Which players are told of, ISO 639; null for that of the track. */
  language: LanguageCode.nullable().default(null),
  track: SubtitleTrackChoice.default({}),
})
export type SubtitleRendition = z.infer<typeof SubtitleRendition>

/** None by default. */
export const SubtitleSettings = z
  .array(SubtitleRendition)
  .max(MOST_SUBTITLES, { error: says('subtitles-many') })
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, {
    error: says('subtitles-name-twice'),
  })
  .meta({
    examples: [[], [{ name: 'tur', label: null, language: 'tr', track: { page: 888 } }]],
  })

import { speaks } from '../../../domain/source-facts/choose-tracks.ts'

const ENGLISH = 'eng'

/**
 * In which of the languages that can be read letters are taken to be: that of the subtitles (ISO 639), else
 * English, else any. Null where none can be read.
 */
export function readingLanguage(
  readable: readonly string[],
  language: string | null,
): string | null {
  const spoken =
    language === null ? undefined : readable.find((one) => speaks({ language: one }, language))
  return spoken ?? (readable.includes(ENGLISH) ? ENGLISH : (readable[0] ?? null))
}

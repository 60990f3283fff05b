import { availableParallelism } from 'node:os'
import { READER, readableLanguages } from '../../process/readable-languages.ts'
import { runToEnd } from '../../process/run-to-end.ts'
import { steadyNow } from '../clock.ts'
import { type DecodingTime, openDecodingTime } from '../domain/bitmaps/decoding-time.ts'
import { readingLanguage } from '../domain/bitmaps/reading-language.ts'
import { pgmOf, type TextPicture } from '../domain/bitmaps/text-picture.ts'
import type { OriginLog } from '../ports.ts'
import { type SharedReader, shareReader } from './share-reader.ts'

/** One at a time of so many cores: pictures come first. */
const CORES_EACH = 4
const AGAIN_MS = 60_000
const MOST_MS = 10_000
const LIMITS = { timeoutMs: MOST_MS, maxBytes: 100_000, env: { OMP_THREAD_LIMIT: '1' } }
/** One block of text of one size. */
const LAYOUT = ['--psm', '6', '--dpi', '150']

type Read = { text: string | null; timedOut: boolean }

const NONE: Read = { text: null, timedOut: false }

/** Reads the letters in pictures of text, of all channels of the host. */
export type LetterReader = SharedReader & {
  /** Of all tracks whose pictures are drawn to be read. */
  decoding: DecodingTime
}

export function openLetterReader(log: OriginLog, reader = READER): LetterReader {
  const decoding = openDecodingTime(steadyNow)
  const calledOff = new AbortController()
  let languages = Promise.resolve<readonly string[]>([])
  let askedAt = Number.NEGATIVE_INFINITY
  let failing = false

  /** Asked again while there are none: it may be installed. */
  async function readable(): Promise<readonly string[]> {
    const found = await languages
    if (found.length > 0 || steadyNow() - askedAt < AGAIN_MS) return languages
    askedAt = steadyNow()
    languages = readableLanguages(reader)
    return languages
  }

  async function readNow(picture: TextPicture, wished: string | null): Promise<Read> {
    const language = readingLanguage(await readable(), wished)
    if (language === null) return NONE
    const words = ['-n', '5', reader, 'stdin', 'stdout', '-l', language, ...LAYOUT]
    const input = pgmOf(picture)
    decoding.spend(input.length)
    const { code, stdout, stderr, timedOut } = await runToEnd('nice', words, {
      ...LIMITS,
      input,
      signal: calledOff.signal,
    })
    if (code === 0) return { text: stdout.toString('utf8'), timedOut: false }
    noteFailing(stderr.trim().slice(-300))
    return { text: null, timedOut }
  }

  function noteFailing(why: string): void {
    if (!failing) log.warn({ why }, 'Pictures of text cannot be read')
    failing = true
  }

  async function orNone(picture: TextPicture, language: string | null): Promise<Read> {
    try {
      return await readNow(picture, language)
    } catch (error) {
      noteFailing(String(error))
      return NONE
    }
  }

  const shared = shareReader({
    readNow: orNone,
    most: Math.max(1, Math.floor(availableParallelism() / CORES_EACH)),
    mostMs: MOST_MS,
    now: steadyNow,
  })
  return {
    track: shared.track,
    decoding,
    async close() {
      calledOff.abort()
      await shared.close()
    },
  }
}

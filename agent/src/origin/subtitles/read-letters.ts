import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { LRUCache } from 'lru-cache'
import PQueue from 'p-queue'
import { READER, readableLanguages } from '../../process/readable-languages.ts'
import { runToEnd } from '../../process/run-to-end.ts'
import { steadyNow } from '../clock.ts'
import { readingLanguage } from '../domain/bitmaps/reading-language.ts'
import { pgmOf, type TextPicture } from '../domain/bitmaps/text-picture.ts'
import type { OriginLog } from '../ports.ts'

/** Reads the letters in pictures of text, of all channels of the host. */
export type LetterReader = {
  /**
   * Lines of what it says, at once where it has been read before; empty where nobody can read it here, and
   * of what is not wanted any more once its turn has come. Never rejects.
   */
  read(
    picture: TextPicture,
    language: string | null,
    isWanted: () => boolean,
  ): string | Promise<string>
  close(): Promise<void>
}

/** One at a time of so many cores: pictures come first. */
const CORES_EACH = 4
/** The same pictures come again and again: what is seen is sent anew for those who have just begun to watch. */
const MOST_KNOWN = 500
const AGAIN_MS = 60_000
const LIMITS = { timeoutMs: 10_000, maxBytes: 100_000, env: { OMP_THREAD_LIMIT: '1' } }
/** One block of text of one size. */
const LAYOUT = ['--psm', '6', '--dpi', '150']

export function openLetterReader(log: OriginLog, reader = READER): LetterReader {
  const calledOff = new AbortController()
  const queue = new PQueue({
    concurrency: Math.max(1, Math.floor(availableParallelism() / CORES_EACH)),
  })
  const known = new LRUCache<string, string | Promise<string | null>>({ max: MOST_KNOWN })
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

  async function readNow(picture: TextPicture, wished: string | null): Promise<string | null> {
    const language = readingLanguage(await readable(), wished)
    if (language === null) return null
    const words = ['-n', '5', reader, 'stdin', 'stdout', '-l', language, ...LAYOUT]
    const { code, stdout, stderr } = await runToEnd('nice', words, {
      ...LIMITS,
      input: pgmOf(picture),
      signal: calledOff.signal,
    })
    if (code === 0) return stdout.toString('utf8')
    if (!failing) log.warn({ why: stderr.trim().slice(-300) }, 'Pictures of text cannot be read')
    failing = true
    return null
  }

  async function orNone(reading: () => Promise<string | null>): Promise<string | null> {
    try {
      return await reading()
    } catch (error) {
      if (!failing) log.warn({ why: String(error) }, 'Pictures of text cannot be read')
      failing = true
      return null
    }
  }

  async function readInTurn(name: string, reading: Promise<string | null>): Promise<string> {
    const text = await reading
    if (text !== null) known.set(name, text)
    // Another look may read it.
    else if (known.peek(name) === reading) known.delete(name)
    return text ?? ''
  }

  return {
    read(picture, language, isWanted) {
      const name = nameOf(picture, language)
      const before = known.get(name)
      if (typeof before === 'string') return before
      const reading =
        before ??
        queue.add(() => orNone(async () => (isWanted() ? readNow(picture, language) : null)))
      known.set(name, reading)
      return readInTurn(name, reading)
    },
    async close() {
      calledOff.abort()
      queue.clear()
      await queue.onIdle()
    },
  }
}

function nameOf({ width, height, grey }: TextPicture, language: string | null): string {
  const hash = createHash('sha1').update(`${width} ${height} ${language} `).update(grey)
  return hash.digest('base64')
}

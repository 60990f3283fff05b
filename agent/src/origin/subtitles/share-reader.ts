import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { openReadingTurns, type Waiting } from '../domain/bitmaps/reading-turns.ts'
import type { TextPicture } from '../domain/bitmaps/text-picture.ts'

/** Reads the letters in pictures of text for one track of a channel. */
export type TrackReader = {
  /**
   * Lines of what it says, at once where it has been read before; empty where nobody can read it here, and
   * of what is left out for what is seen by then. Never rejects.
   */
  read(picture: TextPicture, language: string | null): string | Promise<string>
  /** Nothing that waits is wanted any more. */
  close(): void
}

/** One for all channels of a host. */
export type SharedReader = {
  track(channel: string): TrackReader
  /** Resolves once what is being read is. */
  close(): Promise<void>
}

export type ReaderOptions = {
  /** Null of text where there is none, and another try may find some. Never rejects. */
  readNow(
    picture: TextPicture,
    language: string | null,
  ): Promise<{ text: string | null; timedOut: boolean }>
  /** At a time. */
  most: number
  /** The longest that one takes. */
  mostMs: number
  now(): number
}

type Wish = Waiting & {
  name: string
  picture: TextPicture
  language: string | null
  /** Whoever waits for it. */
  answers: ((text: string) => void)[]
}

/** The same pictures come again and again: what is seen is sent anew for those who have just begun to watch. */
const MOST_KNOWN = 500

export function shareReader({ readNow, most, mostMs, now }: ReaderOptions): SharedReader {
  const turns = openReadingTurns<Wish>(mostMs)
  const known = new LRUCache<string, string>({ max: MOST_KNOWN })
  const reading = new Map<string, Promise<string>>()
  let isClosed = false

  async function readFor({ channel, name, picture, language }: Wish): Promise<string> {
    const from = now()
    const { text, timedOut } = await readNow(picture, language)
    reading.delete(name)
    if (text !== null) known.set(name, text)
    tell(turns.done(channel, { tookMs: now() - from, timedOut }, now()), '')
    begin()
    return text ?? ''
  }

  async function readAndTell(next: Wish): Promise<void> {
    const all = [next, ...turns.drop(({ name }) => name === next.name)]
    const coming = readFor(next)
    reading.set(next.name, coming)
    tell(all, await coming)
  }

  function begin(): void {
    while (!isClosed && reading.size < most) {
      const next = turns.take()
      if (next === null) return
      void readAndTell(next)
    }
  }

  function wish(own: Omit<Wish, 'answers' | 'pixels'>): Promise<string> {
    return new Promise((answer) => {
      const same = turns.find(({ track, name }) => track === own.track && name === own.name)
      if (same !== undefined) same.answers.push(answer)
      else {
        const pixels = own.picture.grey.length
        tell(turns.put({ ...own, pixels, answers: [answer] }, now()), '')
        begin()
      }
    })
  }

  return {
    track(channel) {
      const track = {}
      return {
        read(picture, language) {
          if (isClosed) return ''
          const name = nameOf(picture, language)
          return (
            known.get(name) ??
            reading.get(name) ??
            wish({ channel, track, name, picture, language })
          )
        },
        close: () =>
          tell(
            turns.drop((one) => one.track === track),
            '',
          ),
      }
    },
    async close() {
      isClosed = true
      tell(
        turns.drop(() => true),
        '',
      )
      await Promise.all(reading.values())
    },
  }
}

function tell(wishes: readonly Wish[], text: string): void {
  for (const answer of wishes.flatMap(({ answers }) => answers)) answer(text)
}

function nameOf({ width, height, grey }: TextPicture, language: string | null): string {
  const hash = createHash('sha1').update(`${width} ${height} ${language} `).update(grey)
  return hash.digest('base64')
}

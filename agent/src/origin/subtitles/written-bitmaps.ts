import type { LadderSubtitles } from '@cashbacktv/contract'
import { type DisplaySet, followBitmaps } from '../domain/bitmaps/follow-bitmaps.ts'
import type { TextPicture } from '../domain/bitmaps/text-picture.ts'
import { rowsOfText } from '../domain/bitmaps/text-rows.ts'
import { type AwaitedText, openAwaited } from '../domain/subtitles/awaited-text.ts'
import { splitPes } from '../domain/subtitles/split-pes.ts'
import { openTimeline } from '../domain/subtitles/timeline.ts'
import { openGrowingFile } from '../runs/growing-file.ts'
import type { LetterReader } from './read-letters.ts'
import type { WrittenSubtitles } from './written-teletext.ts'

/** Letters are read while the slot that they are in goes on: at its end they are mostly known. */
const LOOK_EVERY_MS = 400
/** Of a look: 3 Mb/s, where EN 300 743 allows for 0.4. */
const MOST_PACKETS = 1000
/** Of one track, that nobody has read yet. Older ones are given up for what is seen now. */
const MOST_UNREAD = 4
/** Of a run whose slots cannot be read. */
const MOST_FRESH = 200

/** The text of one picture in one language, and when; `rows` are null until it is read. */
type Reading = Omit<AwaitedText, 'at'> & Pick<DisplaySet, 'pts'>

export function readBitmaps(
  path: string,
  wanted: readonly LadderSubtitles[],
  letters: Pick<LetterReader, 'read'>,
): WrittenSubtitles {
  const file = openGrowingFile(path, MOST_PACKETS)
  const follower = followBitmaps()
  const all = wanted.map(({ name, language }) => {
    const timeline = openTimeline()
    return { name, language, timeline, texts: openAwaited(timeline), unread: unreadOf(letters) }
  })
  /** Those that have come since the last slot was complete. */
  let fresh: Reading[][] = []

  function look(): void {
    for (const set of follower.take(file.read(splitPes))) {
      fresh.push(all.map(({ language, unread }) => unread.begin(set, language)))
    }
    fresh = fresh.slice(-MOST_FRESH)
  }

  const timer = setInterval(() => {
    try {
      look()
    } catch {
      // It is said as the slot is made complete.
    }
  }, LOOK_EVERY_MS)
  timer.unref()

  return {
    take(clock, edge) {
      look()
      for (const readings of fresh) {
        const at = clock.beside(readings[0]?.pts ?? null)
        for (const [index, reading] of readings.entries()) {
          all[index]?.texts.add(Object.assign(reading, { at }))
        }
      }
      fresh = []
      for (const { texts } of all) texts.settle(edge)
      return all
    },
    close: () => clearInterval(timer),
  }
}

function unreadOf(letters: Pick<LetterReader, 'read'>) {
  let unread: Reading[] = []

  async function awaitText(reading: Reading, coming: Promise<string>, picture: TextPicture) {
    unread.push(reading)
    if (unread.length > MOST_UNREAD) Object.assign(unread.shift() ?? {}, { rows: [] })
    const text = await coming
    unread = unread.filter((one) => one !== reading)
    reading.rows ??= rowsOfText(text, picture)
  }

  return {
    begin({ pts, timeoutSeconds, picture }: DisplaySet, language: string | null): Reading {
      if (picture === null) return { pts, timeoutSeconds, rows: [] }
      const reading: Reading = { pts, timeoutSeconds, rows: null }
      const text = letters.read(picture, language, () => reading.rows === null)
      if (typeof text === 'string') reading.rows = rowsOfText(text, picture)
      else void awaitText(reading, text, picture)
      return reading
    },
  }
}

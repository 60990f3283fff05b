import type { LadderSubtitles } from '@cashbacktv/contract'
import { type DisplaySet, followBitmaps } from '../domain/bitmaps/follow-bitmaps.ts'
import { rowsOfText } from '../domain/bitmaps/text-rows.ts'
import { type AwaitedText, openAwaited } from '../domain/subtitles/awaited-text.ts'
import { splitPes } from '../domain/subtitles/split-pes.ts'
import { openTimeline } from '../domain/subtitles/timeline.ts'
import { openGrowingFile } from '../runs/growing-file.ts'
import type { TrackReader } from './share-reader.ts'
import type { WrittenSubtitles } from './written-teletext.ts'

/** Letters are read while the slot that they are in goes on: at its end they are mostly known. */
const LOOK_EVERY_MS = 400
/** For a minute without a slot: a run that has ended has none any more, and is remembered for a while. */
const MOST_LOOKS_AHEAD = 150
/** Of a look: 3 Mb/s, where EN 300 743 allows for 0.4. */
const MOST_PACKETS = 1000
/** Of a run whose slots cannot be read. */
const MOST_FRESH = 200

/** The text of one picture in one language, and when; `rows` are null until it is read. */
type Reading = Omit<AwaitedText, 'at'> & Pick<DisplaySet, 'pts'>

export function readBitmaps(
  path: string,
  wanted: readonly LadderSubtitles[],
  openReader: () => TrackReader,
): WrittenSubtitles {
  const file = openGrowingFile(path, MOST_PACKETS)
  const follower = followBitmaps()
  const all = wanted.map(({ name, language }) => {
    const timeline = openTimeline()
    return { name, language, timeline, texts: openAwaited(timeline), reader: openReader() }
  })
  /** Those that have come since the last slot was complete. */
  let fresh: Reading[][] = []
  let timer: NodeJS.Timeout | undefined
  let looksLeft = 0

  function look(): void {
    for (const set of follower.take(file.read(splitPes))) {
      fresh.push(all.map(({ language, reader }) => beginReading(set, language, reader)))
    }
    fresh = fresh.slice(-MOST_FRESH)
  }

  function lookAhead(): void {
    looksLeft -= 1
    if (looksLeft <= 0) rest()
    try {
      look()
    } catch {
      // It is said as the slot is made complete.
    }
  }

  function rest(): void {
    clearInterval(timer)
    timer = undefined
  }

  function goOn(): void {
    looksLeft = MOST_LOOKS_AHEAD
    timer ??= setInterval(lookAhead, LOOK_EVERY_MS)
    timer.unref()
  }

  goOn()
  return {
    take(clock, edge) {
      goOn()
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
    close() {
      rest()
      for (const { reader } of all) reader.close()
    },
  }
}

function beginReading(
  { pts, timeoutSeconds, picture }: DisplaySet,
  language: string | null,
  reader: TrackReader,
): Reading {
  if (picture === null) return { pts, timeoutSeconds, rows: [] }
  const reading: Reading = { pts, timeoutSeconds, rows: null }
  const { top, bottom } = picture
  const note = (text: string) => {
    reading.rows = rowsOfText(text, { top, bottom })
  }
  const text = reader.read(picture, language)
  if (typeof text === 'string') note(text)
  else void text.then(note)
  return reading
}

import type { LadderSubtitles } from '@cashbacktv/contract'
import type { DecodingTime } from '../domain/bitmaps/decoding-time.ts'
import {
  type DisplaySet,
  followBitmaps,
  MOST_PIXELS_AT_ONCE,
} from '../domain/bitmaps/follow-bitmaps.ts'
import { rowsOfText } from '../domain/bitmaps/text-rows.ts'
import { type AwaitedText, openAwaited } from '../domain/subtitles/awaited-text.ts'
import { type SplitPes, splitPes } from '../domain/subtitles/split-pes.ts'
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
/** Of a track that wait to be drawn, while others are. */
const [MOST_UNITS, MOST_UNIT_BYTES] = [64, 400_000]
/** Of a run whose slots cannot be read. */
const MOST_FRESH = 200

/** The text of one picture in one language, and when; `rows` are null until it is read. */
type Reading = Omit<AwaitedText, 'at'> & Pick<DisplaySet, 'pts'>

export type BitmapHands = { openReader(): TrackReader; decoding: DecodingTime }

export function readBitmaps(
  path: string,
  wanted: readonly LadderSubtitles[],
  { openReader, decoding }: BitmapHands,
): WrittenSubtitles {
  const file = openGrowingFile(path, MOST_PACKETS)
  const follower = followBitmaps()
  const share = decoding.open()
  let units: SplitPes[] = []
  const all = wanted.map(({ name, language }) => {
    const timeline = openTimeline()
    return { name, language, timeline, texts: openAwaited(timeline), reader: openReader() }
  })
  /** Those that have come since the last slot was complete. */
  let fresh: Reading[][] = []
  let timer: NodeJS.Timeout | undefined
  let looksLeft = 0

  function look(): void {
    units = newest([...units, ...file.read(splitPes)])
    for (let [next] = units; next !== undefined && share.isItsTurn(); [next] = units) {
      units.shift()
      const budget = { pixels: MOST_PIXELS_AT_ONCE }
      const sets = follower.take([next], budget)
      share.spend(MOST_PIXELS_AT_ONCE - Math.max(0, budget.pixels) + next.data.length)
      for (const set of sets) {
        fresh.push(all.map(({ language, reader }) => beginReading(set, language, reader)))
      }
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
      share.close()
      for (const { reader } of all) reader.close()
    },
  }
}

function newest(all: readonly SplitPes[]): SplitPes[] {
  const last = all.slice(-MOST_UNITS)
  let bytes = last.reduce((sum, { data }) => sum + data.length, 0)
  while (bytes > MOST_UNIT_BYTES) bytes -= last.shift()?.data.length ?? bytes
  return last
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

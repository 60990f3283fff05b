import { since, TICKS, wrapped } from '../../../domain/transport-stream/clock.ts'
import { box, letters } from './boxes.ts'
import type { CmafTrack, Sample, TextConfig } from './track.ts'

/** WebVTT in fMP4 (ISO/IEC 14496-30): what has to be read before any segment of subtitles is the same for all. */
export const TEXT: TextConfig = {
  kind: 'text',
  codec: 'wvtt',
  timescale: TICKS,
  entry: 'wvtt',
  setup: { box: 'vttC', body: letters('WEBVTT') },
}

/** The pictures that text is read over: presentation time of the first, on the 33-bit clock, and their length, in ticks. */
export type PicturesBelow = { firstPts: number; ticks: number }

/** In ticks from the begin of the slot. */
type Cue = { from: number; to: number; box: Buffer }

const EMPTY_CUE = box('vtte')

/**
 * The subtitles of a slot, as this product writes them, as samples without a hole between them: players
 * place those by the clock of the pictures, wherever a period of theirs begins. Of what came too late for
 * the slots before, it begins with these.
 */
export function readText(vtt: string, { firstPts, ticks }: PicturesBelow): CmafTrack {
  const cues = cuesIn(vtt, firstPts, ticks)
  const edges = [0, ticks, ...cues.flatMap(({ from, to }) => [from, to])]
  const times = [...new Set(edges)].toSorted((a, b) => a - b)
  const samples = times.slice(1).map((to, at): Sample => {
    const from = times[at] ?? to
    const seen = cues.filter((cue) => cue.from <= from && cue.to >= to)
    const data = seen.length === 0 ? [EMPTY_CUE] : seen.map((cue) => cue.box)
    return { data, duration: to - from, offset: 0, isSync: true }
  })
  const first = wrapped(firstPts + (times[0] ?? 0))
  return { config: TEXT, firstDts: first, firstPts: first, samples }
}

const MAP = /^X-TIMESTAMP-MAP=MPEGTS:(\d+),LOCAL:00:00:00\.000$/m
const CUE = /^(\d+):(\d\d):(\d\d\.\d{3}) --> (\d+):(\d\d):(\d\d\.\d{3})(?: (.+))?\n((?:.+\n)+)/gm

/** None of a slot of which nothing is known but that it has none. */
function cuesIn(vtt: string, firstPts: number, ticks: number): Cue[] {
  const map = MAP.exec(vtt)
  if (map === null) return []
  const origin = since(firstPts, Number(map[1]))
  return [...vtt.matchAll(CUE)].flatMap(
    ([, fromH, fromM, fromS, toH, toM, toS, settings, text]) => {
      const from = origin + ticksOf(fromH, fromM, fromS)
      // Milliseconds are rounded: nothing goes on into the next slot.
      const to = Math.min(ticks, origin + ticksOf(toH, toM, toS))
      return from < to ? [{ from, to, box: cueBox(settings, (text ?? '').trimEnd()) }] : []
    },
  )
}

function ticksOf(hours = '', minutes = '', seconds = ''): number {
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * TICKS)
}

/** A cue, its settings before its text (7.6). */
function cueBox(settings: string | undefined, text: string): Buffer {
  const set = settings === undefined ? [] : [box('sttg', letters(settings))]
  return box('vttc', ...set, box('payl', Buffer.from(text)))
}

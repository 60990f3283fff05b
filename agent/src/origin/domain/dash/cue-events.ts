import type { ListedBreak } from '@cashbacktv/contract'
import { TICKS } from '../../../domain/transport-stream/clock.ts'
import type { PlacedPeriod } from './place-periods.ts'
import { element } from './xml.ts'

/** Sections of SCTE-35 as they are, in base64 (ANSI/SCTE 214-1 6.7.4). */
const SCHEME = 'urn:scte:scte35:2014:xml+bin'
const SCTE_35 = 'http://www.scte.org/schemas/35/2016'
/** Times are milliseconds. */
const TIMESCALE = 1000

/** `at`: milliseconds since its period began; `section` is hexadecimal. */
type CueEvent = { id: number; at: number; duration: number | null; section: string }

/** When a slot was shown in milliseconds since 1970, and where in its period in milliseconds. */
type Place = { period: number; date: number; at: number }

/**
 * What each of the periods tells of breaks: the section that begins one where it begins, and the one that
 * ends it where it ends. What began before the first slot is told at the begin of what is there.
 */
export function cueStreams(
  periods: readonly PlacedPeriod[],
  breaks: readonly ListedBreak[],
): (string | null)[] {
  const places = periods.flatMap(placesOf)
  const [first] = places
  const events = periods.map((): CueEvent[] => [])
  const tell = (date: number, length: number | null, id: number, section: string) => {
    const place = places.findLast((one) => one.date <= date) ?? first
    if (place === undefined) return
    const at = place.at + date - place.date
    // An announcement may be of any time; what is over is not told of.
    const late = Math.max(0, -at)
    if (length !== null && length <= late) return
    const duration = length === null ? null : Math.round(length - late)
    events[place.period]?.push({ id, at: Math.round(at + late), duration, section })
  }
  for (const { id, startsAt, plannedSeconds, seconds, out, in: back } of breaks) {
    const date = Date.parse(startsAt)
    const length = seconds ?? plannedSeconds
    tell(date, length === undefined ? null : length * 1000, idOf(id, 0), out)
    if (back === undefined || seconds === undefined) continue
    const end = date + seconds * 1000
    if (first !== undefined && end >= first.date) tell(end, null, idOf(id, 1), back)
  }
  return events.map((all) => (all.length === 0 ? null : streamOf(all)))
}

function placesOf({ slots, begin, offset }: PlacedPeriod, period: number): Place[] {
  let at = ((begin - offset) / TICKS) * 1000
  return slots.map(({ programDateTime, durationSeconds }) => {
    const place = { period, date: Date.parse(programDateTime), at }
    at += durationSeconds * 1000
    return place
  })
}

/**
 * The same however often it is told, another one for each break, of which several may begin together, and for its end: an
 * unsigned number of 32 bits (FNV-1a of what playlists call it, without its highest bit).
 */
function idOf(id: string, which: 0 | 1): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(id)) hash = Math.imul(hash ^ byte, 0x01000193)
  return ((hash << 1) | which) >>> 0
}

function streamOf(events: readonly CueEvent[]): string {
  const told = events.toSorted((a, b) => a.at - b.at).map(eventOf)
  return element('EventStream', { schemeIdUri: SCHEME, timescale: TIMESCALE }, told)
}

function eventOf({ id, at, duration, section }: CueEvent): string {
  const binary = element('scte35:Binary', {}, [Buffer.from(section, 'hex').toString('base64')])
  const signal = element('scte35:Signal', { 'xmlns:scte35': SCTE_35 }, [binary])
  return element('Event', { presentationTime: at, duration, id }, [signal])
}

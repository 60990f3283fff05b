import type { AnalyticsFigures } from '@cashbacktv/contract'
import {
  DASH,
  type DurationUnits,
  type Format,
  formatDuration,
} from '../../../shared/domain/format.ts'

/** A figure as it is shown, by its key below `analytics.figure` of the texts. */
export type ShownName =
  | 'availability'
  | 'viewersPeak'
  | 'viewerSeconds'
  | 'sentBytes'
  | 'bandwidth'
  | 'restarts'
  | 'slateSeconds'
  | 'darkSeconds'
  | 'silenceSeconds'
  | 'cpuSeconds'
  | 'qualityScore'
  | 'playerSessions'
  | 'playedSeconds'
  | 'rebufferedShare'
  | 'stallsPerHour'
  | 'stalledShare'
  | 'startMeanSeconds'
  | 'throughputKbps'

type Form = { format: Format; units: DurationUnits; seconds: number }

/** The text of a figure over so many seconds. */
export function textOf(name: ShownName, figures: AnalyticsFigures | null, form: Form): string {
  if (!figures) return DASH
  const { format, units } = form
  switch (name) {
    case 'availability':
      return format.share(figures.availability)
    case 'rebufferedShare':
    case 'stalledShare':
      return format.percent(percentOf(figures[name]))
    case 'stallsPerHour':
      return format.two(figures.stallsPerHour)
    case 'startMeanSeconds':
      return secondsText(form, figures.startMeanSeconds)
    case 'throughputKbps':
      return format.bitrate(figures.throughputKbps)
    case 'qualityScore':
    case 'viewersPeak':
    case 'restarts':
    case 'playerSessions':
      return format.count(figures[name])
    case 'viewerSeconds':
    case 'playedSeconds':
    case 'cpuSeconds':
      return hoursText(format, figures[name])
    case 'sentBytes':
      return format.bytes(figures.sentBytes)
    case 'bandwidth':
      return format.bitrate(bandwidthKbps(figures, form.seconds))
    case 'slateSeconds':
    case 'darkSeconds':
    case 'silenceSeconds':
      return formatDuration(figures[name] * 1000, units)
  }
}

function percentOf(share: number | null): number | null {
  return share === null ? null : share * 100
}

/** A start takes seconds, of which tenths count. */
function secondsText({ format, units }: Form, seconds: number | null): string {
  return seconds === null ? DASH : `${format.one(seconds)} ${units.second}`
}

function hoursText(format: Format, seconds: number): string {
  const hours = seconds / 3600
  return hours >= 10 ? format.count(hours) : format.two(hours)
}

function bandwidthKbps({ sentBytes }: AnalyticsFigures, seconds: number): number {
  return (sentBytes * 8) / 1000 / Math.max(1, seconds)
}

export type Change = 'better' | 'worse' | 'more' | 'less' | 'same'

/** Of what more is better, and less; of the rest it depends. */
const GOOD_WHEN_MORE = new Set<ShownName>([
  'availability',
  'viewersPeak',
  'viewerSeconds',
  'qualityScore',
  'throughputKbps',
])
const GOOD_WHEN_LESS = new Set<ShownName>([
  'restarts',
  'slateSeconds',
  'darkSeconds',
  'silenceSeconds',
  'rebufferedShare',
  'stallsPerHour',
  'stalledShare',
  'startMeanSeconds',
])

/** How a figure became another than before; `same` also where one of them is not known. */
export function changeOf(
  name: ShownName,
  now: AnalyticsFigures,
  before: AnalyticsFigures | null,
): { isMore: boolean; change: Change } {
  const field = name === 'bandwidth' ? 'sentBytes' : name
  const [value, old] = [now[field], before?.[field] ?? null]
  if (value === null || old === null || value === old) return { isMore: false, change: 'same' }
  const isMore = value > old
  if (GOOD_WHEN_MORE.has(name)) return { isMore, change: isMore ? 'better' : 'worse' }
  if (GOOD_WHEN_LESS.has(name)) return { isMore, change: isMore ? 'worse' : 'better' }
  return { isMore, change: isMore ? 'more' : 'less' }
}

import type { AnalyticsChannel, AnalyticsFigures } from '@cashbacktv/contract'

/** A column, by its key below `analytics.csv` of the texts. */
export type CsvName =
  | 'availability'
  | 'viewersPeak'
  | 'viewerHours'
  | 'sentBytes'
  | 'restarts'
  | 'liveHours'
  | 'impairedHours'
  | 'slateHours'
  | 'darkHours'
  | 'silenceHours'
  | 'cpuHours'
  | 'droppedFrames'
  | 'qualityScore'
  | 'playerSessions'
  | 'playedHours'
  | 'rebufferedShare'
  | 'stallsPerHour'
  | 'stalledShare'
  | 'startMeanSeconds'
  | 'throughputKbps'

const COLUMNS: readonly [CsvName, (figures: AnalyticsFigures) => number | null][] = [
  ['availability', ({ availability }) => percentOf(availability)],
  ['viewersPeak', ({ viewersPeak }) => viewersPeak],
  ['viewerHours', ({ viewerSeconds }) => viewerSeconds / 3600],
  ['sentBytes', ({ sentBytes }) => sentBytes],
  ['restarts', ({ restarts }) => restarts],
  ['liveHours', ({ liveSeconds }) => liveSeconds / 3600],
  ['impairedHours', ({ impairedSeconds }) => impairedSeconds / 3600],
  ['slateHours', ({ slateSeconds }) => slateSeconds / 3600],
  ['darkHours', ({ darkSeconds }) => darkSeconds / 3600],
  ['silenceHours', ({ silenceSeconds }) => silenceSeconds / 3600],
  ['cpuHours', ({ cpuSeconds }) => cpuSeconds / 3600],
  ['droppedFrames', ({ droppedFrames }) => droppedFrames],
  ['qualityScore', ({ qualityScore }) => qualityScore],
  ['playerSessions', ({ playerSessions }) => playerSessions],
  ['playedHours', ({ playedSeconds }) => playedSeconds / 3600],
  ['rebufferedShare', ({ rebufferedShare }) => percentOf(rebufferedShare)],
  ['stallsPerHour', ({ stallsPerHour }) => stallsPerHour],
  ['stalledShare', ({ stalledShare }) => percentOf(stalledShare)],
  ['startMeanSeconds', ({ startMeanSeconds }) => startMeanSeconds],
  ['throughputKbps', ({ throughputKbps }) => throughputKbps],
]

function percentOf(share: number | null): number | null {
  return share === null ? null : share * 100
}

type Texts = {
  channel: string
  figure(name: CsvName): string
  before(figure: string): string
  /** A number as a spreadsheet of the language reads it: without marks between thousands. */
  number(value: number): string
}

/** A row a channel: what it came to, and then the same of the time that is compared with. */
export function analyticsRows(channels: readonly AnalyticsChannel[], texts: Texts): string[][] {
  const names = COLUMNS.map(([name]) => texts.figure(name))
  const cells = (figures: AnalyticsFigures | null) =>
    COLUMNS.map(([, read]) => {
      const value = figures && read(figures)
      return value === null ? '' : texts.number(value)
    })
  return [
    [texts.channel, ...names, ...names.map(texts.before)],
    ...channels.map(({ channelId, name, figures, before }) => [
      name ?? channelId,
      ...cells(figures),
      ...cells(before),
    ]),
  ]
}

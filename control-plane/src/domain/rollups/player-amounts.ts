import type { AnalyticsFigures, ChannelObservation, PlayerReports } from '@cashbacktv/contract'

/** What players said of a channel over some time: amounts that can be added up, and what each is called by the origin. */
const NAMES = {
  playerSessions: 'begun',
  rebufferedSessions: 'rebuffered',
  stalls: 'stalls',
  stalledSeconds: 'stalledSeconds',
  playedSeconds: 'playedSeconds',
  startups: 'startups',
  startupSeconds: 'startupSeconds',
  throughputKilobits: 'throughputKilobits',
  throughputSeconds: 'throughputSeconds',
} as const satisfies Record<string, keyof PlayerReports>

export type PlayerAmounts = Record<keyof typeof NAMES, number>

/** Counters as they stand in a report. */
export function playerCountersOf(seen: ChannelObservation | null): PlayerAmounts {
  const players = seen?.air?.players
  return amountsOf((name) => players?.[NAMES[name]] ?? 0)
}

export function amountsOf(read: (name: keyof PlayerAmounts) => number): PlayerAmounts {
  return {
    playerSessions: read('playerSessions'),
    rebufferedSessions: read('rebufferedSessions'),
    stalls: read('stalls'),
    stalledSeconds: read('stalledSeconds'),
    playedSeconds: read('playedSeconds'),
    startups: read('startups'),
    startupSeconds: read('startupSeconds'),
    throughputKilobits: read('throughputKilobits'),
    throughputSeconds: read('throughputSeconds'),
  }
}

type PlayerFigures = Pick<
  AnalyticsFigures,
  'rebufferedShare' | 'stallsPerHour' | 'stalledShare' | 'startMeanSeconds' | 'throughputKbps'
>

/** What amounts come to; null where nobody said. */
export function playerFiguresOf(amounts: PlayerAmounts): PlayerFigures {
  const { playerSessions, rebufferedSessions, playedSeconds, stalledSeconds } = amounts
  const share = ratio(rebufferedSessions, playerSessions)
  return {
    // Sessions from before the time may stall in it for the first time.
    rebufferedShare: share === null ? null : Math.min(1, share),
    stallsPerHour: ratio(amounts.stalls, playedSeconds / 3600),
    stalledShare: ratio(stalledSeconds, playedSeconds + stalledSeconds),
    startMeanSeconds: ratio(amounts.startupSeconds, amounts.startups),
    throughputKbps: ratio(amounts.throughputKilobits, amounts.throughputSeconds),
  }
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}

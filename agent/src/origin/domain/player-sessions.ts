import type { PlayerReports } from '@cashbacktv/contract'
import type { PlayerReport } from './cmcd.ts'
import { heardMedia, type MediaClock, type Played } from './played-media.ts'

/** Gathers what players say into figures of a channel. Times are milliseconds of one clock. */
export type PlayerSessions = {
  /** `path` is that of what it asked for. */
  heard(report: PlayerReport, at: number, path: string): void
  /** Null while no player has ever reported. */
  observe(now: number): PlayerReports | null
}

type Session = {
  beganAt: number
  lastAt: number
  hasStarted: boolean
  /** Known from its first word on, and so how long it took to start. */
  startIsKnown: boolean
  hasStalled: boolean
  /** It asked for media in haste when it asked last, to play on. */
  isRecovering: boolean
  throughputKbps: number | null
  media: MediaClock | null
}

type Totals = Omit<PlayerReports, 'sessions' | 'throughputKbps'>

/** Who says nothing for so long has left, or is paused with all the media it wants. */
const PRESENT_MS = 30_000
/** Who comes back within this time is the same session. */
const KNOWN_MS = 600_000
/**
 * hls.js does not say `bs` of a stream of which no playlist names the codecs. What it asks for in haste
 * after it stood still for so long, which is more than buffers are rounded by, follows a stall too;
 * after a seek there is no such time, because then the buffer is empty at once.
 */
const LEAST_STALL_SECONDS = 0.3
const UNCHANGED = { clock: null, played: { seconds: 0, stillSeconds: 0 } }
/** Sessions of a channel that are told apart at once; what more of them say is not heard. */
export const MOST_SESSIONS = 20_000

export function gatherSessions(): PlayerSessions {
  const sessions = new Map<string, Session>()
  const totals = noTotals()

  function sessionOf({ sessionId, isUrgent }: PlayerReport, at: number): Session | null {
    const known = sessions.get(sessionId)
    if (known) return known
    if (sessions.size >= MOST_SESSIONS) return null
    const session = {
      beganAt: at,
      lastAt: at,
      hasStarted: false,
      startIsKnown: isUrgent,
      hasStalled: false,
      isRecovering: false,
      throughputKbps: null,
      media: null,
    }
    sessions.set(sessionId, session)
    totals.begun += 1
    return session
  }

  return {
    heard(report, at, path) {
      const session = sessionOf(report, at)
      if (session === null) return
      if (report.throughputKbps !== null) session.throughputKbps = report.throughputKbps
      if (!session.hasStarted && !report.isUrgent) noteStart(session, totals, at)
      if (session.hasStarted) notePlayed(session, totals, { report, at, path })
      session.lastAt = Math.max(session.lastAt, at)
    },
    observe(now) {
      if (totals.begun === 0) return null
      const present: Session[] = []
      for (const [id, session] of sessions) {
        if (session.lastAt < now - KNOWN_MS) sessions.delete(id)
        else if (session.lastAt >= now - PRESENT_MS) present.push(session)
      }
      return { sessions: present.length, ...totals, ...throughputsOf(present) }
    },
  }
}

/** It plays by the time it asks for something without haste. */
function noteStart(session: Session, totals: Totals, at: number): void {
  session.hasStarted = true
  if (!session.startIsKnown) return
  totals.startups += 1
  totals.startupSeconds += Math.max(0, at - session.beganAt) / 1000
}

type Heard = { report: PlayerReport; at: number; path: string }

function notePlayed(session: Session, totals: Totals, { report, at, path }: Heard): void {
  const { isStarved, isUrgent, isMedia } = report
  const { clock, played } = isMedia ? heardMedia(session.media, report, at, path) : UNCHANGED
  const recovers = isUrgent && !session.isRecovering && played.stillSeconds >= LEAST_STALL_SECONDS
  if (isStarved || recovers) {
    totals.stalls += 1
    if (!session.hasStalled) totals.rebuffered += 1
    session.hasStalled = true
  }
  if (clock === null) return
  session.media = clock
  session.isRecovering = isUrgent
  if (isStarved || isUrgent) totals.stalledSeconds += played.stillSeconds
  addPlayed(totals, played, session.throughputKbps)
}

function addPlayed(totals: Totals, played: Played, throughputKbps: number | null): void {
  totals.playedSeconds += played.seconds
  if (throughputKbps === null) return
  totals.throughputSeconds += played.seconds
  totals.throughputKilobits += throughputKbps * played.seconds
}

function throughputsOf(present: readonly Session[]): Pick<PlayerReports, 'throughputKbps'> {
  const said = present.map(({ throughputKbps }) => throughputKbps).filter((kbps) => kbps !== null)
  if (said.length === 0) return {}
  const ascending = said.sort((a, b) => a - b)
  const at = (share: number) => ascending[Math.ceil(share * ascending.length) - 1] ?? 0
  return { throughputKbps: { p10: at(0.1), p50: at(0.5), p90: at(0.9) } }
}

function noTotals(): Totals {
  return {
    begun: 0,
    rebuffered: 0,
    stalls: 0,
    stalledSeconds: 0,
    playedSeconds: 0,
    startups: 0,
    startupSeconds: 0,
    throughputKilobits: 0,
    throughputSeconds: 0,
  }
}

import type { AlertTargetKind } from '@cashbacktv/contract'

/** How fast a target may be told. Slack takes one a second, Discord five in two; the others are not asked for more. */
const RATES: Readonly<Record<AlertTargetKind, { tokens: number; perSecond: number }>> = {
  slack: { tokens: 1, perSecond: 1 },
  discord: { tokens: 5, perSecond: 2.5 },
  teams: { tokens: 4, perSecond: 2 },
  webhook: { tokens: 10, perSecond: 10 },
  email: { tokens: 5, perSecond: 2 },
  sms: { tokens: 2, perSecond: 1 },
}

/** A token bucket: `tokens` at `at`. `blockedUntil`: the other side asked for that. */
export type Flow = { tokens: number; at: Date; blockedUntil: Date | null }

export function freshFlow(kind: AlertTargetKind, now: Date): Flow {
  return { tokens: RATES[kind].tokens, at: now, blockedUntil: null }
}

/** Takes up to so many tokens; how many there were, and when the next one is there. */
export function takeTokens(
  kind: AlertTargetKind,
  flow: Flow,
  wanted: number,
  now: Date,
): { taken: number; flow: Flow; nextAt: Date } {
  if (flow.blockedUntil && flow.blockedUntil > now) {
    return { taken: 0, flow, nextAt: flow.blockedUntil }
  }
  const { tokens: most, perSecond } = RATES[kind]
  const seconds = Math.max(0, now.getTime() - flow.at.getTime()) / 1000
  const there = Math.min(most, flow.tokens + seconds * perSecond)
  const taken = Math.min(wanted, Math.floor(there))
  const left = there - taken
  const waitMs = left >= 1 ? 0 : ((1 - left) / perSecond) * 1000
  return {
    taken,
    flow: { tokens: left, at: now, blockedUntil: null },
    nextAt: new Date(now.getTime() + Math.ceil(waitMs)),
  }
}

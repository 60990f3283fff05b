import { z } from 'zod'
import { ChannelId, Instant } from '../ids.ts'
import { says } from '../messages/says.ts'
import { ANALYTICS_SORTS } from './analytics-sorts.ts'
import { History } from './history.ts'

export const AnalyticsSort = z.enum(ANALYTICS_SORTS)
export type AnalyticsSort = z.infer<typeof AnalyticsSort>

const MOST_MS = 400 * 86_400_000

/** Some time, to the minute; the last 24 hours when nothing is said. Of channels a page. */
export const AnalyticsInput = z
  .strictObject({
    from: Instant.optional(),
    to: Instant.optional(),
    /** Where the time to compare with begins, which is as long; else it is the one just before. */
    beforeFrom: Instant.optional(),
    sort: AnalyticsSort.default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
    page: z.coerce.number().int().min(1).default(1),
    pageSize: z.coerce.number().int().min(1).max(500).default(100),
  })
  .refine(({ from, to }) => !from || !to || Date.parse(from) < Date.parse(to), {
    error: says('window-ends-first'),
    path: ['to'],
  })
  .refine(
    ({ from, to }) => Date.parse(to ?? '') - Date.parse(from ?? '') <= MOST_MS || !from || !to,
    {
      error: says('analytics-too-long'),
      path: ['from'],
    },
  )
  .meta({ examples: [{ sort: 'slateSeconds', order: 'desc', pageSize: 20 }] })
export type AnalyticsInput = z.infer<typeof AnalyticsInput>

/** What a channel, or all of them, came to in some time. Seconds of all are added up. */
export const AnalyticsFigures = z.object({
  /** Share of the time in which something was wanted and known, and viewers got a source's picture; null of none. */
  availability: z.number().min(0).max(1).nullable(),
  /** Their hosts were heard. */
  observedSeconds: z.number(),
  liveSeconds: z.number(),
  impairedSeconds: z.number(),
  slateSeconds: z.number(),
  darkSeconds: z.number(),
  /** Viewers heard silence because the source lost its audio. */
  silenceSeconds: z.number(),
  /** Of all: hosts at their most within one step, added up. */
  viewersPeak: z.number(),
  viewerSeconds: z.number(),
  sentBytes: z.number(),
  /** Runs that ended unasked. */
  restarts: z.number(),
  /** Of one core. */
  cpuSeconds: z.number(),
  droppedFrames: z.number(),
  /** Estimates of quality times the seconds that they are of, and those seconds. */
  qualityScoreSeconds: z.number(),
  qualitySeconds: z.number(),
  /** Their mean, 0 to 100; null where there was no estimate. */
  qualityScore: z.number().min(0).max(100).nullable(),
  /** Sessions that began of players that report themselves (CMCD); all that follows is of these alone. */
  playerSessions: z.number(),
  /** Sessions that ran out of media for the first time. */
  rebufferedSessions: z.number(),
  stalls: z.number(),
  stalledSeconds: z.number(),
  playedSeconds: z.number(),
  /** Sessions that started to play, and the seconds this took all of them. */
  startups: z.number(),
  startupSeconds: z.number(),
  throughputKilobits: z.number(),
  throughputSeconds: z.number(),
  /** Of the sessions that began; null of none. */
  rebufferedShare: z.number().min(0).max(1).nullable(),
  /** Of an hour played. */
  stallsPerHour: z.number().nullable(),
  /** Of the time in which they played or stood still. */
  stalledShare: z.number().min(0).max(1).nullable(),
  startMeanSeconds: z.number().nullable(),
  /** As players measured it, weighted by how long they played. */
  throughputKbps: z.number().nullable(),
})
export type AnalyticsFigures = z.infer<typeof AnalyticsFigures>

export const AnalyticsChannel = z.object({
  channelId: ChannelId,
  /** Null of a channel that is gone for good. */
  name: z.string().nullable(),
  isDeleted: z.boolean(),
  figures: AnalyticsFigures,
  /** Of the time that is compared with; null where nothing is known. */
  before: AnalyticsFigures.nullable(),
})
export type AnalyticsChannel = z.infer<typeof AnalyticsChannel>

export const Analytics = z.object({
  from: Instant,
  to: Instant,
  /** The time that is compared with. */
  beforeFrom: Instant,
  beforeTo: Instant,
  total: AnalyticsFigures,
  totalBefore: AnalyticsFigures.nullable(),
  /** Of all channels over the time. */
  course: History,
  channels: z.array(AnalyticsChannel),
  channelCount: z.int(),
})
export type Analytics = z.infer<typeof Analytics>

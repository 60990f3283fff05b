import { z } from 'zod'
import { Reason } from '../failure.ts'
import { ChannelId, RunId } from '../ids.ts'
import { QualityMeasurement } from '../quality/quality-observation.ts'
import { SourceReading } from '../source/source.ts'
import { SourceFacts } from '../source/source-facts.ts'
import { RunLog, RunLogSummary } from './run-log.ts'

export const LogLevel = z.enum(['debug', 'info', 'warning', 'error', 'fatal'])
export type LogLevel = z.infer<typeof LogLevel>

/** `at` is ISO 8601; `text` is one line, secrets hidden, control characters escaped. */
export const LogLine = z.object({
  at: z.iso.datetime(),
  level: LogLevel,
  text: z.string().max(4000),
})
export type LogLine = z.infer<typeof LogLine>

export const HostQuestion = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('probe'),
    url: z.string().max(2048),
    ...SourceReading.shape,
    withFrame: z.boolean().default(false),
  }),
  /** What is known of a source without opening it. */
  z.object({ kind: z.literal('facts'), url: z.string().max(2048) }),
  /** Of the newest run where none is named. */
  z.object({
    kind: z.literal('log-tail'),
    channelId: ChannelId,
    lines: z.int().min(1).max(1000),
    runId: RunId.optional(),
  }),
  z.object({ kind: z.literal('command'), channelId: ChannelId }),
  z.object({ kind: z.literal('frame'), channelId: ChannelId }),
  /** To be measured now; takes up to `QUALITY_PATIENCE_MS`. */
  z.object({ kind: z.literal('quality'), channelId: ChannelId }),
  /** To fetch a new credential, keep it, and come back with it: the secret itself is no part of a question. */
  z.object({ kind: z.literal('renew-credential') }),
])
export type HostQuestion = z.infer<typeof HostQuestion>

/** Something the control plane asks a host right now. */
export const HostRequest = z.object({ id: z.uuid(), question: HostQuestion })
export type HostRequest = z.infer<typeof HostRequest>

/** The same from a control plane that may be newer, and ask what is not known here. */
export const UnreadHostRequest = HostRequest.extend({ question: z.unknown() })

export const HostAnswer = z.discriminatedUnion('kind', [
  /** `frame` is a JPEG in base64, at most 640 pixels wide. */
  z.object({
    kind: z.literal('probe'),
    facts: SourceFacts,
    frame: z.string().max(400_000).nullable(),
    tookMs: z.int().nonnegative(),
  }),
  z.object({ kind: z.literal('facts'), facts: SourceFacts.nullable() }),
  z.object({
    kind: z.literal('log-tail'),
    lines: z.array(LogLine).max(1000),
    /** Older agents do not tell of which run, and which others there are. */
    run: RunLog.nullable().default(null),
    runs: z.array(RunLogSummary).max(50).default([]),
  }),
  z.object({ kind: z.literal('command'), command: z.string().max(8000).nullable() }),
  z.object({ kind: z.literal('frame'), jpeg: z.string().max(400_000).nullable() }),
  z.object({ kind: z.literal('quality'), measured: QualityMeasurement }),
  z.object({ kind: z.literal('renew-credential') }),
  z.object({ kind: z.literal('failed'), reason: Reason }),
])
export type HostAnswer = z.infer<typeof HostAnswer>

/** A host gives a measurement of quality so long, so that whoever asked is told in time. */
export const QUALITY_PATIENCE_MS = 45_000

export const HostReply = z.object({ id: z.uuid(), answer: HostAnswer })
export type HostReply = z.infer<typeof HostReply>

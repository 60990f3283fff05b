import { z } from 'zod'
import { ContentKind } from '../content/content-kind-schema.ts'
import { Reason } from '../failure.ts'
import { ChannelId, Instant, RunId, SourceId } from '../ids.ts'

const onChannel = { channelId: ChannelId }

/** What happened. A closed union, so that every screen and rule must say what it does with a new kind. */
export const HostHappening = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run-started'),
    ...onChannel,
    runId: RunId,
    pid: z.int().positive(),
    sourceId: SourceId,
    /** The FFmpeg command with secrets hidden. */
    command: z.string().max(8000),
  }),
  z.object({ kind: z.literal('run-adopted'), ...onChannel, runId: RunId, pid: z.int().positive() }),
  z.object({
    kind: z.literal('run-exited'),
    ...onChannel,
    runId: RunId,
    exitCode: z.int().nullable(),
    signal: z.string().max(16).nullable(),
    asked: z.boolean(),
    reason: Reason.nullable(),
    uptimeSeconds: z.number().nonnegative(),
    /** Last lines of its log, secrets hidden. */
    logTail: z.array(z.string().max(500)).max(20),
  }),
  z.object({
    kind: z.literal('first-segment'),
    ...onChannel,
    runId: RunId,
    afterMs: z.int().nonnegative(),
  }),
  z.object({
    kind: z.literal('source-switched'),
    ...onChannel,
    from: SourceId,
    to: SourceId,
    reason: Reason.nullable(),
  }),
  /** A second reader was refused, or pushed the first one out: changes are made after a break from now on. */
  z.object({ kind: z.literal('one-reader'), ...onChannel, sourceId: SourceId }),
  z.object({ kind: z.literal('slate-on'), ...onChannel, reason: Reason.nullable() }),
  z.object({ kind: z.literal('slate-off'), ...onChannel, lastedSeconds: z.number().nonnegative() }),
  // Named as hosts of older releases send them and as they are stored: `sound` for what is audio.
  z.object({ kind: z.literal('sound-lost'), ...onChannel }),
  z.object({
    kind: z.literal('sound-back'),
    ...onChannel,
    lastedSeconds: z.number().nonnegative(),
  }),
  /** A condition of picture or audio has lasted for as long as it may, which its reason tells. */
  z.object({
    kind: z.literal('content-raised'),
    ...onChannel,
    condition: ContentKind,
    sourceId: SourceId,
    reason: Reason,
  }),
  z.object({
    kind: z.literal('content-cleared'),
    ...onChannel,
    condition: ContentKind,
    reason: Reason,
    lastedSeconds: z.number().nonnegative(),
  }),
  /** A destination could not be sent to several times in a row; once, until it is back. */
  z.object({
    kind: z.literal('restream-failing'),
    ...onChannel,
    /** Of the destination, as a person gave it. */
    name: z.string().max(100),
    reason: Reason,
  }),
  z.object({
    kind: z.literal('restream-back'),
    ...onChannel,
    name: z.string().max(100),
    lastedSeconds: z.number().nonnegative(),
  }),
  z.object({
    kind: z.literal('stalled'),
    ...onChannel,
    runId: RunId,
    silentSeconds: z.number().nonnegative(),
  }),
  z.object({ kind: z.literal('gave-up'), ...onChannel, reason: Reason }),
  /** A start that never became a run. Older agents do not say of which source. */
  z.object({
    kind: z.literal('refused'),
    ...onChannel,
    sourceId: SourceId.optional(),
    reason: Reason,
  }),
  z.object({ kind: z.literal('orphan-removed'), pid: z.int().positive(), runId: RunId.nullable() }),
  z.object({
    kind: z.literal('disk-guard'),
    action: z.enum(['trimmed', 'paused', 'resumed']),
    freeBytes: z.int().nonnegative(),
  }),
  z.object({
    kind: z.literal('snapshot-held'),
    revision: z.int().nonnegative(),
    stops: z.int().nonnegative(),
    running: z.int().nonnegative(),
  }),
  z.object({
    kind: z.literal('alarm-raised'),
    ...onChannel,
    reason: Reason,
    /** Viewers went on getting it; missing where an agent of before did not say. */
    onAir: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('alarm-cleared'), ...onChannel, code: z.string().max(64) }),
  z.object({
    kind: z.literal('agent-started'),
    version: z.string().max(64),
    adopted: z.int().nonnegative(),
  }),
  z.object({ kind: z.literal('host-notice'), reason: Reason }),
])
export type HostHappening = z.infer<typeof HostHappening>

export const HostEventKind = z.enum(HostHappening.options.map(({ shape }) => shape.kind.value))
export type HostEventKind = HostHappening['kind']

/** Numbered a host, from 1 without gaps; (host, number) makes its insertion idempotent. */
export const HostEvent = z.object({
  number: z.int().positive(),
  at: Instant,
  happening: HostHappening,
})
export type HostEvent = z.infer<typeof HostEvent>

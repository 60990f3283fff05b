import { z } from 'zod'
import { DesiredState } from '../desired-state.ts'
import { RunGpu } from '../host/gpu.ts'
import { ChannelId, Instant, RecordingId, RunId, SourceId } from '../ids.ts'
import { SourceFacts, TakenTracks } from '../source/source-facts.ts'

/** `<state>/runs/<runId>.json`: enough to know a process again after the agent was gone. */
export const RunRecord = z.object({
  runId: RunId,
  channelId: ChannelId,
  sourceId: SourceId,
  pid: z.int().positive(),
  /** Field 22 of /proc/<pid>/stat: with the boot id it tells a process from a later one with the same pid. */
  startTicks: z.int().nonnegative(),
  bootId: z.string().max(64),
  fingerprint: z.string().max(128),
  restartGeneration: z.int().nonnegative(),
  /** Steps of threads above what the plan would choose by itself. */
  threadStep: z.int().nonnegative().default(0),
  /** Which source it reads, as its sender would tell sources apart; older records lack it. */
  readerKey: z.string().max(128).optional(),
  /** Loopback address FFmpeg sends its progress from: tells the runs apart on one socket. */
  progressAddress: z.string().max(64),
  command: z.string().max(8000),
  startedAt: Instant,
  /** What it was planned with; null when nothing was known of its source. */
  taken: TakenTracks.nullable().optional(),
  /** Absent for one that encodes on the CPU, or not at all. */
  gpu: RunGpu.optional(),
})
export type RunRecord = z.infer<typeof RunRecord>

/**
 * What is wanted of a host, as far as its agent can read it. `unread`: channels of which it does not know
 * all, because the control plane is newer; what holds of such a channel, if anything does, is in `channels`.
 * `unreadRecordings`: those of which not even that is known which of what is kept they claim.
 */
export const KnownDesired = DesiredState.extend({
  /** `on`: wanted on the air, as far as that can be read. */
  unread: z.array(z.object({ id: ChannelId, on: z.boolean() })).optional(),
  unreadRecordings: z.array(RecordingId).optional(),
})
export type KnownDesired = z.infer<typeof KnownDesired>

/** `<state>/desired.json`, mode 0600: `KnownDesired`, sealed with a key that lies elsewhere. */
export const SealedFile = z.strictObject({ sealed: z.string().startsWith('sealed:') })

/** `<state>/identity.json`, mode 0600: who this host is to its control plane. */
export const HostIdentity = z.object({
  hostId: z.uuid(),
  credential: z.string().min(32).max(256),
  /** The one before, for a control plane whose database was restored to before the change. */
  formerCredential: z.string().min(32).max(256).optional(),
  controlPlaneUrl: z.url(),
  /** SHA-256 of the join token that was last spent or refused there; identities of earlier releases lack it. */
  joinTokenHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})
export type HostIdentity = z.infer<typeof HostIdentity>

/** `<state>/slates.json` and `silences.json`: whose viewers see the slate or hear silence, so that its end is told by a later agent too. */
export const SlatesFile = z.array(z.object({ channelId: ChannelId, since: Instant })).max(10_000)
export type SlatesFile = z.infer<typeof SlatesFile>

/** `<state>/readers.json`: how many readers sources have been seen to admit, by what tells them apart. */
export const ReadersFile = z
  .array(z.object({ readerKey: z.string().max(128), admits: z.enum(['one', 'many']), at: Instant }))
  .max(10_000)
export type ReadersFile = z.infer<typeof ReadersFile>

/** `<state>/sources/<sha256 of the address>.json`: what the last probe of a source found. */
export const SourceMemory = z.object({ at: Instant, facts: SourceFacts })
export type SourceMemory = z.infer<typeof SourceMemory>

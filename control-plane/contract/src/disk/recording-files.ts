import { z } from 'zod'
import { ChannelId, Sha256 } from '../ids.ts'
import { MOST_RECORDINGS, RecordingSpec } from '../recordings/recording.ts'

/**
 * `<media>/recordings.json`: the agent's word to the origin, which keeps a copy of its own as
 * `<dvr>/recordings.json`, on the disk that outlives the machine.
 */
export const RecordingsFile = z.object({
  /** Channels that there are: what is kept of others goes, but for what is recorded. */
  channels: z.array(ChannelId).max(10_000),
  recordings: z.array(RecordingSpec).max(MOST_RECORDINGS),
  /** There are others, of which nothing is known: as long as that is so nothing may be taken away. */
  isPartial: z.literal(true).optional(),
})
export type RecordingsFile = z.infer<typeof RecordingsFile>

/** `<dvr>/<channelId>/recordings/<id>/file.json`: written once the file beside it is whole. */
export const RecordedFile = z.object({
  sha256: Sha256,
  bytes: z.int().nonnegative(),
  seconds: z.number().nonnegative(),
  chapters: z.int().nonnegative(),
  /** Of the wall clock, as it was recorded. */
  begin: z.iso.datetime(),
  /** Of what was recorded and is in another codec than the file; absent where it is all of one. */
  leftOutSeconds: z.number().nonnegative().optional(),
})
export type RecordedFile = z.infer<typeof RecordedFile>

import { z } from 'zod'
import { ChannelId, SourceId } from '../ids.ts'
import { Restreams } from '../restream.ts'
import { Source } from '../source/source.ts'

/** Body of `POST /channels/:id/reveal`: all sources where none is named. */
export const RevealInput = z.strictObject({ id: ChannelId, sourceId: SourceId.optional() })

/** Sources with their whole addresses and all that is sent with them, in order of preference. */
export const RevealedSources = z.object({
  sources: z.array(Source),
  /** Its destinations; absent where one source was asked for. */
  restreams: Restreams.optional(),
})
export type RevealedSources = z.infer<typeof RevealedSources>

export const RevealManyInput = z.strictObject({ ids: z.array(ChannelId).min(1).max(500) })
export const RevealedChannels = z.object({
  items: z.array(RevealedSources.extend({ id: ChannelId })),
})

import { z } from 'zod'
import type { HostEventKind } from '../host/host-event.ts'
import { ChannelId } from '../ids.ts'
import { EventView } from './event-view.ts'

/** What a person can narrow the timeline of a channel to. */
export const TimelineGroup = z.enum(['runs', 'sources', 'slate', 'trouble', 'people'])
export type TimelineGroup = z.infer<typeof TimelineGroup>

/** Kinds of events of each group; `people` are the acts of persons and no events of hosts. */
export const TIMELINE_KINDS: Readonly<
  Record<Exclude<TimelineGroup, 'people'>, readonly HostEventKind[]>
> = {
  runs: ['run-started', 'run-adopted', 'run-exited', 'first-segment'],
  sources: ['source-switched', 'one-reader'],
  slate: ['slate-on', 'slate-off'],
  trouble: [
    ...(['stalled', 'gave-up', 'refused', 'alarm-raised', 'alarm-cleared'] as const),
    ...(['sound-lost', 'sound-back', 'orphan-removed'] as const),
    ...(['content-raised', 'content-cleared'] as const),
    ...(['restream-failing', 'restream-back'] as const),
  ],
}

/** `before` is the `next` of the page before. */
export const ListTimelineInput = z.strictObject({
  id: ChannelId,
  group: TimelineGroup.optional(),
  before: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListTimelineInput = z.infer<typeof ListTimelineInput>

/** Newest first. Long parts of an entry, its log and its command, are asked for by its id. */
export const Timeline = z.object({
  items: z.array(EventView),
  /** Where the next older page starts; null when there is none. */
  next: z.string().nullable(),
})
export type Timeline = z.infer<typeof Timeline>

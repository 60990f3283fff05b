import { z } from 'zod'
import { AlertSubject, IncidentSummary } from '../alerts/incident.ts'
import { FailureClass } from '../failure.ts'
import { ChannelId, GroupId, HostId, Instant } from '../ids.ts'
import { EventView } from './event-view.ts'
import { TimelineGroup } from './timeline.ts'

/** What is left out does not narrow. `before` is the `next` of the page before. */
export const ListActivityInput = z.strictObject({
  /** `errors`: what failed, whatever its group. */
  group: z.enum([...TimelineGroup.options, 'errors']).optional(),
  class: FailureClass.optional(),
  channelId: ChannelId.optional(),
  hostId: HostId.optional(),
  /** Of channels, those in this group; of hosts, all. */
  groupId: GroupId.optional(),
  /** Part of a reason's sentence or code, or of a channel's name. */
  search: z.string().trim().max(200).optional(),
  before: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListActivityInput = z.infer<typeof ListActivityInput>

/** An entry with the names it is about; a name is null when there is none, and outlives a deletion. */
export const ActivityEntry = EventView.and(
  z.object({ channelName: z.string().nullable(), hostName: z.string().nullable() }),
)
export type ActivityEntry = z.infer<typeof ActivityEntry>

/** An incident, and what it hit when: what happened to these meanwhile belongs to it. */
export const ActivityIncident = IncidentSummary.pick({
  id: true,
  said: true,
  severity: true,
  since: true,
  overAt: true,
}).extend({
  subjects: z.array(
    AlertSubject.and(
      z.object({
        from: Instant,
        /** Null while it goes on. */
        until: Instant.nullable(),
      }),
    ),
  ),
})
export type ActivityIncident = z.infer<typeof ActivityIncident>

/** What happened anywhere, newest first. Long parts are asked for by `channels.timelineEntry`. */
export const ActivityList = z.object({
  items: z.array(ActivityEntry),
  /** Those that any of the items may belong to, newest first. */
  incidents: z.array(ActivityIncident),
  next: z.string().nullable(),
})
export type ActivityList = z.infer<typeof ActivityList>

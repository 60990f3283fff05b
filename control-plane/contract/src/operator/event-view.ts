import { z } from 'zod'
import { HostHappening } from '../host/host-event.ts'
import { HostId, Instant } from '../ids.ts'
import { CHANNEL_ACTS, OTHER_ACTS } from './audit-action.ts'

const common = {
  id: z.string(),
  at: Instant,
  hostId: HostId.nullable(),
  channelId: z.string().nullable(),
  /** Who did it; null for what happened by itself. */
  actor: z.string().nullable(),
}
type Common = z.infer<z.ZodObject<typeof common>>

/** What a person did to a channel, as the audit keeps it. */
export const ChannelActDetail = z.object({
  name: z.string().optional(),
  slug: z.string().optional(),
  /** Addresses, masked. */
  sources: z.array(z.string()).optional(),
  changed: z
    .record(z.string(), z.object({ before: z.unknown().optional(), after: z.unknown().optional() }))
    .optional(),
  /** Where the person was, by address of the network; for those who may edit channels. */
  address: z.string().optional(),
  rolloutId: z.string().optional(),
  /** Whose signed addresses were ended; absent where all were. */
  viewer: z.string().optional(),
  /** It was to start although its host has no room. */
  anyway: z.boolean().optional(),
  /** One of so many that were changed at once. */
  together: z.int().optional(),
  /** It came from a backup. */
  restored: z.boolean().optional(),
})
export type ChannelActDetail = z.infer<typeof ChannelActDetail>

const ChannelAct = z.object({ ...common, kind: z.enum(CHANNEL_ACTS), detail: ChannelActDetail })
/** Of what is done to anything else a timeline says who and when. */
const OtherAct = z.object({ ...common, kind: z.enum(OTHER_ACTS), detail: z.object({}) })
/** What another version wrote and this one does not know. */
const Unknown = z.object({
  ...common,
  kind: z.literal('other'),
  detail: z.object({ name: z.string() }),
})

/** What is long is left out of lists, and is asked for by its id; how long it is stays. */
type Brief<H> = Omit<H, 'kind' | 'channelId' | 'command' | 'logTail'> &
  ('command' extends keyof H ? { command?: string; hasCommand?: boolean } : unknown) &
  ('logTail' extends keyof H ? { logTail?: string[]; logLines?: number } : unknown)
type HappenedOf<H> = H extends { kind: string }
  ? Common & { kind: H['kind']; detail: Brief<H> }
  : never

export type EventView =
  | HappenedOf<HostHappening>
  | z.infer<typeof ChannelAct>
  | z.infer<typeof OtherAct>
  | z.infer<typeof Unknown>

const long = z.object({
  command: HostHappening.options[0].shape.command.optional(),
  hasCommand: z.boolean().optional(),
  logTail: z.array(z.string()).optional(),
  logLines: z.int().optional(),
})

const happened = HostHappening.options.map(({ shape: { kind, ...shape } }) => {
  const fields = Object.entries({ ...shape, ...partsOf(shape) })
  const detail = z.object(Object.fromEntries(fields.filter(([name]) => name !== 'channelId')))
  return z.object({ ...common, kind, detail })
})

function partsOf(fields: object) {
  const { command, hasCommand, logTail, logLines } = long.shape
  return {
    ...('command' in fields ? { command, hasCommand } : {}),
    ...('logTail' in fields ? { logTail, logLines } : {}),
  }
}

/**
 * An entry of a timeline, a union by `kind`: a happening on a host, the act of a person, or what
 * another version wrote. The type is written out above, since a list that is mapped has lost its own.
 */
export const EventView = z.discriminatedUnion('kind', [
  ChannelAct,
  OtherAct,
  Unknown,
  ...happened,
]) as unknown as z.ZodType<EventView>

/** What is stored, as far as this version knows it. */
export function readEventView(entry: Common & { kind: string; detail: object }): EventView {
  const { data } = EventView.safeParse(entry)
  return data ?? { ...entry, kind: 'other', detail: { name: entry.kind } }
}

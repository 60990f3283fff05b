import { z } from 'zod'
import { ChannelId, ChosenId, HostId, Instant } from '../ids.ts'
import { says } from '../messages/says.ts'

/** Whose alerts are told to nobody: of everything, of a host with its channels, or of a channel. */
export const MaintenanceScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('host'), hostId: HostId }),
  z.strictObject({ kind: z.literal('channel'), channelId: ChannelId }),
])
export type MaintenanceScope = z.infer<typeof MaintenanceScope>

const Window = z.strictObject({
  scope: MaintenanceScope,
  from: Instant,
  until: Instant,
  note: z.string().trim().max(200),
})

/** Body of `POST /alerts/maintenance`. Sent again with the same `id` it makes no second one. */
export const CreateMaintenanceInput = Window.extend({
  id: ChosenId,
  note: Window.shape.note.default(''),
})
  .refine(({ from, until }) => Date.parse(from) < Date.parse(until), {
    error: says('window-ends-first'),
    path: ['until'],
  })
  .meta({
    examples: [
      {
        scope: { kind: 'all' },
        from: '2026-11-27T01:00:00.000Z',
        until: '2026-11-27T03:00:00.000Z',
        note: 'New switch in rack 4.',
      },
    ],
  })
export type CreateMaintenanceInput = z.infer<typeof CreateMaintenanceInput>

/** What is left out stays. */
export const UpdateMaintenanceInput = Window.partial().extend({ id: z.uuid() })
export type UpdateMaintenanceInput = z.infer<typeof UpdateMaintenanceInput>

export const MaintenanceView = z.object({
  id: z.uuid(),
  scope: MaintenanceScope,
  /** Of the host or channel; null for everything, and for one that is no more. */
  name: z.string().nullable(),
  from: Instant,
  until: Instant,
  note: z.string(),
  state: z.enum(['planned', 'active', 'over']),
  createdBy: z.string().nullable(),
  createdAt: Instant,
})
export type MaintenanceView = z.infer<typeof MaintenanceView>

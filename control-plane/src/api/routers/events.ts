import { EventView, ListEventsInput } from '@cashbacktv/contract'
import { z } from 'zod'
import { listEvents } from '../../services/events/list.ts'
import { router, viewerProcedure } from '../trpc.ts'

export const eventsRouter = router({
  list: viewerProcedure
    .meta({ reach: { channels: ['channelId'] } })
    .input(ListEventsInput.prefault({}))
    .output(z.object({ items: z.array(EventView) }))
    .query(async ({ ctx, input }) => ({ items: await listEvents(ctx, input) })),
})

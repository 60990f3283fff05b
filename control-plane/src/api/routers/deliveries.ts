import { DeliveryPage, DeliveryView, ListDeliveriesInput } from '@cashbacktv/contract'
import { z } from 'zod'
import { listDeliveries } from '../../services/deliveries/list.ts'
import { retryDelivery } from '../../services/deliveries/retry.ts'
import { operatorProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['alerts']

export const deliveriesRouter = router({
  list: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/alerts/deliveries',
        tags,
        summary: 'Messages that wait and those that were given up, newest first',
      },
    })
    .input(ListDeliveriesInput.prefault({}))
    .output(DeliveryPage)
    .query(({ ctx, input }) => listDeliveries(ctx, input)),
  retry: operatorProcedure
    .meta({ reach: 'all' })
    .meta({
      openapi: {
        method: 'POST',
        path: '/alerts/deliveries/{id}/retry',
        tags,
        summary: 'Send a message again that was given up',
      },
    })
    .input(z.strictObject({ id: z.uuid() }))
    .output(DeliveryView)
    .mutation(({ ctx, input }) => retryDelivery(ctx, input)),
})

import { CreateRolloutInput, RolloutSummary, RolloutView } from '@cashbacktv/contract'
import { z } from 'zod'
import { createRollout } from '../../services/rollouts/create.ts'
import { getRollout, listRollouts } from '../../services/rollouts/read-rollouts.ts'
import { pauseRollout, resumeRollout } from '../../services/rollouts/switch.ts'
import { undoRollout } from '../../services/rollouts/undo.ts'
import { operatorProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['rollouts']
const ById = z.strictObject({ id: z.uuid() })
const post = (path: `/${string}`, summary: string) => ({
  openapi: { method: 'POST' as const, path, tags, summary },
})

export const rolloutsRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/rollouts', tags, summary: 'The newest roll-outs' } })
    .output(z.object({ items: z.array(RolloutSummary) }))
    .query(async ({ ctx }) => ({ items: await listRollouts(ctx) })),
  get: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/rollouts/{id}',
        tags,
        summary: 'One roll-out with its channels',
      },
    })
    .input(ById)
    .output(RolloutView)
    .query(({ ctx, input }) => getRollout(ctx, input)),
  create: operatorProcedure
    .meta({ reach: { service: ['channelIds'] } })
    .meta({ ...post('/rollouts', 'Give many channels one logo, in waves'), success: 201 })
    .input(CreateRolloutInput)
    .output(RolloutView)
    .mutation(({ ctx, input }) => createRollout(ctx, input)),
  pause: operatorProcedure
    .meta(post('/rollouts/{id}/pause', 'Start no further wave'))
    .input(ById)
    .output(RolloutView)
    .mutation(({ ctx, input }) => pauseRollout(ctx, input)),
  resume: operatorProcedure
    .meta(post('/rollouts/{id}/resume', 'Go on, also after a wave that failed'))
    .input(ById)
    .output(RolloutView)
    .mutation(({ ctx, input }) => resumeRollout(ctx, input)),
  undo: operatorProcedure
    .meta(post('/rollouts/{id}/undo', 'Bring back every earlier logo, in waves'))
    .input(ById)
    .output(RolloutView)
    .mutation(({ ctx, input }) => undoRollout(ctx, input)),
})

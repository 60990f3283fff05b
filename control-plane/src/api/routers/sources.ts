import {
  RevealedChannels,
  RevealedSources,
  RevealInput,
  RevealManyInput,
} from '@cashbacktv/contract'
import { revealMany, revealSources } from '../../services/channels/reveal.ts'
import { operatorProcedure, router } from '../trpc.ts'

const tags = ['channels']

/** Sources whole. Everything else answers them masked. */
export const sourcesRouter = router({
  reveal: operatorProcedure
    .meta({ reach: { channels: ['id'] } })
    .meta({
      openapi: {
        method: 'POST',
        path: '/channels/{id}/reveal',
        tags,
        summary: 'The whole addresses of its sources; who asked is written down',
      },
    })
    .input(RevealInput)
    .output(RevealedSources)
    .mutation(({ ctx, input }) => revealSources(ctx, input)),
  /** Of the web app alone, for the list of channels as a file. */
  revealMany: operatorProcedure
    .meta({ reach: { service: ['ids'] } })
    .input(RevealManyInput)
    .output(RevealedChannels)
    .mutation(({ ctx, input }) => revealMany(ctx, input)),
})

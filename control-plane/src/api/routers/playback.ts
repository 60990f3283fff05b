import {
  ChannelId,
  EndViewerInput,
  PlaybackKey,
  SignAddressInput,
  SignedAddress,
  WatchAddresses,
} from '@cashbacktv/contract'
import { z } from 'zod'
import {
  endAddresses,
  endViewer,
  revealPlaybackKey,
} from '../../services/playback/change-playback.ts'
import { signAddress, watchAddresses } from '../../services/playback/sign-address.ts'
import { operatorProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['playback']
const reach = { channels: ['id'] }
const ById = z.strictObject({ id: ChannelId })
const Nothing = z.object({})

/** Who may watch a channel that not everyone may. */
export const playbackRouter = router({
  sign: operatorProcedure
    .meta({
      reach,
      openapi: {
        method: 'POST',
        path: '/channels/{id}/playback/addresses',
        tags,
        summary: 'An address of the channel for one viewer',
      },
    })
    .input(SignAddressInput)
    .output(SignedAddress)
    .mutation(({ ctx, input }) => signAddress(ctx, input)),
  endAll: operatorProcedure
    .meta({
      reach,
      openapi: {
        method: 'POST',
        path: '/channels/{id}/playback/end',
        tags,
        summary: 'End all signed addresses of the channel, and sign with another key from now on',
      },
    })
    .input(ById)
    .output(Nothing)
    .mutation(({ ctx, input }) => endAddresses(ctx, input)),
  endViewer: operatorProcedure
    .meta({
      reach,
      openapi: {
        method: 'POST',
        path: '/channels/{id}/playback/viewers/end',
        tags,
        summary: 'End the signed addresses of one viewer',
      },
    })
    .input(EndViewerInput)
    .output(Nothing)
    .mutation(({ ctx, input }) => endViewer(ctx, input)),
  revealKey: operatorProcedure
    .meta({
      reach,
      openapi: {
        method: 'POST',
        path: '/channels/{id}/playback/key',
        tags,
        summary: 'The key that signs addresses of the channel; who asked is written down',
      },
    })
    .input(ById)
    .output(PlaybackKey)
    .mutation(({ ctx, input }) => revealPlaybackKey(ctx, input)),
  /** Of the web app alone: where its own screens have the pictures from. */
  watch: viewerProcedure
    .meta({ reach })
    .input(ById)
    .output(WatchAddresses)
    .query(({ ctx, input }) => watchAddresses(ctx, input)),
})

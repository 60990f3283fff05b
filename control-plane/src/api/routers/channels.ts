import {
  BulkInput,
  BulkResult,
  ChannelId,
  ChannelList,
  ChannelView,
  CreateChannelInput,
  DeletedChannelList,
  ImportInput,
  ImportReport,
  ListChannelsInput,
  ListedChannels,
  ProbeInput,
  ProbeResult,
  UpdateChannelInput,
} from '@cashbacktv/contract'
import { z } from 'zod'

import { changeChannels } from '../../services/channels/change-channels.ts'
import {
  deleteChannel,
  restartChannel,
  restoreChannel,
  startChannel,
  stopChannel,
} from '../../services/channels/change-one.ts'
import { createChannel } from '../../services/channels/create.ts'
import { getChannel } from '../../services/channels/get.ts'
import { listChannels } from '../../services/channels/list.ts'
import { listDeletedChannels } from '../../services/channels/list-deleted.ts'
import { listedChannels } from '../../services/channels/listed.ts'

import { probeSource } from '../../services/channels/probe.ts'
import { updateChannel } from '../../services/channels/update.ts'

import { importChannels } from '../../services/import/import-channels.ts'
import { quickOutput } from '../quick-output.ts'
import { operatorProcedure, router, viewerProcedure } from '../trpc.ts'
import { channelLooks } from './channel-looks.ts'

const tags = ['channels']
const reach = { channels: ['id'] }
const viewChannel = viewerProcedure.meta({ reach })
const changeChannel = operatorProcedure.meta({ reach })
const ById = z.strictObject({ id: ChannelId })
const StartInput = z.strictObject({ id: ChannelId, anyway: z.boolean().optional() })
const ListInput = z.strictObject(ListChannelsInput.shape).prefault({})
const UpdateInput = z.strictObject({ ...UpdateChannelInput.shape, id: ChannelId })

export const channelsRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/channels', tags, summary: 'List channels' } })
    .input(ListInput)
    .output(quickOutput(ChannelList))
    .query(({ ctx, input }) => listChannels(ctx, input)),
  /** Of the web app alone: all channels as lists show them. */
  listed: viewerProcedure
    .output(quickOutput(ListedChannels))
    .query(({ ctx }) => listedChannels(ctx)),
  // Before `get`: its path would be the id of a channel there.
  deleted: operatorProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/channels/deleted',
        tags,
        summary: 'Channels that were deleted within a day and can be brought back',
      },
    })
    .output(DeletedChannelList)
    .query(({ ctx }) => listDeletedChannels(ctx)),
  get: viewChannel
    .meta({ openapi: { method: 'GET', path: '/channels/{id}', tags, summary: 'One channel' } })
    .input(ById)
    .output(ChannelView)
    .query(({ ctx, input }) => getChannel(ctx, input)),
  create: operatorProcedure
    .meta({ reach: { channels: ['copyOf'], service: ['id'] } })
    .meta({
      openapi: { method: 'POST', path: '/channels', tags, summary: 'Add a channel' },
      success: 201,
    })
    .input(CreateChannelInput)
    .output(ChannelView)
    .mutation(({ ctx, input }) => createChannel(ctx, input)),
  update: changeChannel
    .meta({ openapi: { method: 'PUT', path: '/channels/{id}', tags, summary: 'Change a channel' } })
    .input(UpdateInput)
    .output(ChannelView)
    .mutation(({ ctx, input }) => updateChannel(ctx, input)),
  delete: changeChannel
    .meta({
      openapi: { method: 'DELETE', path: '/channels/{id}', tags, summary: 'Delete a channel' },
      success: 204,
    })
    .input(ById)
    .output(z.object({}))
    .mutation(({ ctx, input }) => deleteChannel(ctx, input)),
  restore: changeChannel
    .meta({
      openapi: {
        method: 'POST',
        path: '/channels/{id}/restore',
        tags,
        summary: 'Bring a deleted channel back as it was',
      },
    })
    .input(ById)
    .output(ChannelView)
    .mutation(({ ctx, input }) => restoreChannel(ctx, input)),
  start: changeChannel
    .meta({
      openapi: {
        method: 'POST',
        path: '/channels/{id}/start',
        tags,
        summary: 'Switch on; with `anyway` although its host has no room for it',
      },
      success: 202,
    })
    .input(StartInput)
    .output(ChannelView)
    .mutation(({ ctx, input }) => startChannel(ctx, input)),
  stop: changeChannel
    .meta({
      openapi: { method: 'POST', path: '/channels/{id}/stop', tags, summary: 'Switch off' },
      success: 202,
    })
    .input(ById)
    .output(ChannelView)
    .mutation(({ ctx, input }) => stopChannel(ctx, input)),
  restart: changeChannel
    .meta({
      openapi: { method: 'POST', path: '/channels/{id}/restart', tags, summary: 'Restart' },
      success: 202,
    })
    .input(ById)
    .output(ChannelView)
    .mutation(({ ctx, input }) => restartChannel(ctx, input)),
  bulk: operatorProcedure
    .meta({ reach: { service: ['channelIds'] } })
    .meta({
      openapi: {
        method: 'POST',
        path: '/channels/bulk',
        tags,
        summary: 'Do one thing to many channels, or say what it would do',
      },
    })
    .input(BulkInput)
    .output(BulkResult)
    .mutation(({ ctx, input }) => changeChannels(ctx, input)),
  import: operatorProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/channels/import',
        tags,
        summary: 'Make the channels of a CSV or an M3U list, or say what would be made',
      },
    })
    .input(ImportInput)
    .output(ImportReport)
    .mutation(({ ctx, input }) => importChannels(ctx, input)),
  ...channelLooks,
  probe: operatorProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/sources/probe',
        tags,
        summary: 'Look into a source from where it would be read',
      },
    })
    .input(ProbeInput)
    .output(ProbeResult)
    .mutation(({ ctx, input }) => probeSource(ctx, input)),
})

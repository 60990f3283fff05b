import {
  ChannelGroupView,
  CreateChannelGroupInput,
  GroupId,
  UpdateChannelGroupInput,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { createGroup, deleteGroup, listGroups, updateGroup } from '../../services/groups/groups.ts'
import { adminProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['groups']

export const groupsRouter = router({
  list: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/groups',
        tags,
        summary: 'Groups of channels in your reach',
      },
    })
    .output(z.object({ items: z.array(ChannelGroupView) }))
    .query(({ ctx }) => listGroups(ctx)),
  create: adminProcedure
    .meta({
      openapi: { method: 'POST', path: '/groups', tags, summary: 'Add a group' },
      success: 201,
    })
    .input(CreateChannelGroupInput)
    .output(ChannelGroupView)
    .mutation(({ ctx, input }) => createGroup(ctx, input)),
  update: adminProcedure
    .meta({
      openapi: {
        method: 'PATCH',
        path: '/groups/{id}',
        tags,
        summary: 'Change a group; what is left out stays',
      },
    })
    .input(UpdateChannelGroupInput)
    .output(ChannelGroupView)
    .mutation(({ ctx, input }) => updateGroup(ctx, input)),
  delete: adminProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/groups/{id}',
        tags,
        summary: 'Delete a group in which no channel is',
      },
      success: 204,
    })
    .input(z.strictObject({ id: GroupId }))
    .output(z.object({}))
    .mutation(({ ctx, input }) => deleteGroup(ctx, input)),
})

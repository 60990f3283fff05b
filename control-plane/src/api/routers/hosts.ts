import {
  CreateJoinTokenInput,
  DeleteHostInput,
  HostId,
  HostView,
  JoinToken,
  JoinTokenView,
  RenameHostInput,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { confirmSnapshot } from '../../services/hosts/confirm-snapshot.ts'
import { createJoinToken } from '../../services/hosts/create-join-token.ts'
import { deleteHost } from '../../services/hosts/delete.ts'
import { drainHost } from '../../services/hosts/drain.ts'
import { getHost } from '../../services/hosts/get.ts'
import { listJoinTokens, revokeJoinToken } from '../../services/hosts/join-tokens.ts'
import { listHosts } from '../../services/hosts/list.ts'
import { renameHost } from '../../services/hosts/rename.ts'
import { replaceCredential } from '../../services/hosts/replace-credential.ts'
import { revokeCredential } from '../../services/hosts/revoke-credential.ts'
import { adminProcedure, operatorProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['hosts']
const ById = z.strictObject({ id: HostId })
const Done = z.object({})

export const hostsRouter = router({
  list: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/hosts',
        tags,
        summary: 'Hosts, with what is known of each',
      },
    })
    .output(z.object({ items: z.array(HostView) }))
    .query(async ({ ctx }) => ({ items: await listHosts(ctx) })),
  // Before `get`: its path would be the id of a host there.
  joinTokens: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/hosts/join-tokens',
        tags,
        summary: 'Join tokens that can still be spent',
      },
    })
    .output(z.object({ items: z.array(JoinTokenView) }))
    .query(async ({ ctx }) => ({ items: await listJoinTokens(ctx) })),
  createJoinToken: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/hosts/join-tokens',
        tags,
        summary:
          'Make a token with which one host may join; the answer is the only place that shows it',
      },
      success: 201,
    })
    .input(CreateJoinTokenInput.prefault({}))
    .output(JoinToken)
    .mutation(({ ctx, input }) => createJoinToken(ctx, input)),
  revokeJoinToken: adminProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/hosts/join-tokens/{id}',
        tags,
        summary: 'Take a join token back that is not spent',
      },
      success: 204,
    })
    .input(z.strictObject({ id: z.uuid() }))
    .output(Done)
    .mutation(({ ctx, input }) => revokeJoinToken(ctx, input)),
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/hosts/{id}', tags, summary: 'One host' } })
    .input(ById)
    .output(HostView)
    .query(({ ctx, input }) => getHost(ctx, { hostId: input.id })),
  rename: adminProcedure
    .meta({
      openapi: {
        method: 'PATCH',
        path: '/hosts/{id}',
        tags,
        summary: 'Give a host another name',
      },
    })
    .input(RenameHostInput)
    .output(HostView)
    .mutation(async ({ ctx, input }) => {
      await renameHost(ctx, { hostId: input.id, name: input.name })
      return getHost(ctx, { hostId: input.id })
    }),
  confirmSnapshot: operatorProcedure
    .meta({ reach: 'all' })
    .meta({
      openapi: {
        method: 'POST',
        path: '/hosts/{id}/confirm-snapshot',
        tags,
        summary: 'Confirm a change that stops many of its channels and is held until then',
      },
      success: 204,
    })
    .input(z.strictObject({ id: HostId, revision: z.int().nonnegative() }))
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await confirmSnapshot(ctx, { hostId: input.id, revision: input.revision })
      return {}
    }),
  drain: operatorProcedure
    .meta({ reach: 'all' })
    .meta({
      openapi: {
        method: 'POST',
        path: '/hosts/{id}/drain',
        tags,
        summary: 'Give it no further channels, or give it some again',
      },
      success: 204,
    })
    .input(z.strictObject({ id: HostId, draining: z.boolean() }))
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await drainHost(ctx, { hostId: input.id, draining: input.draining })
      return {}
    }),
  delete: adminProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/hosts/{id}',
        tags: ['hosts'],
        summary: 'Delete a host; its channels go to `moveTo`, or where placement finds room',
      },
      success: 204,
    })
    .input(DeleteHostInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await deleteHost(ctx, input)
      return {}
    }),
  replaceCredential: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/hosts/{id}/replace-credential',
        tags,
        summary: 'Have it come back with a new credential; what it has on air goes on',
      },
      success: 204,
    })
    .input(ById)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await replaceCredential(ctx, { hostId: input.id })
      return {}
    }),
  revoke: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/hosts/{id}/revoke',
        tags,
        summary: 'Take its credential away; what it has on air goes on',
      },
      success: 204,
    })
    .input(ById)
    .output(Done)
    .mutation(async ({ ctx, input }) => {
      await revokeCredential(ctx, { hostId: input.id })
      return {}
    }),
})

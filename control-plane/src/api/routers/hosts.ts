import { HostId, HostView } from '@cashbacktv/contract'
import { z } from 'zod'
import { confirmSnapshot } from '../../services/hosts/confirm-snapshot.ts'
import {
  CreateJoinTokenInput,
  createJoinToken,
  JoinToken,
} from '../../services/hosts/create-join-token.ts'
import { deleteHost } from '../../services/hosts/delete.ts'
import { drainHost } from '../../services/hosts/drain.ts'
import { listHosts } from '../../services/hosts/list.ts'
import { revokeCredential } from '../../services/hosts/revoke-credential.ts'
import { adminProcedure, operatorProcedure, router, viewerProcedure } from '../trpc.ts'

const DeleteInput = z.strictObject({
  id: HostId,
  moveTo: HostId.optional(),
  /** Its name, where it is connected and is to be deleted all the same. */
  confirm: z.string().max(200).optional(),
})

export const hostsRouter = router({
  list: viewerProcedure
    .output(z.object({ items: z.array(HostView) }))
    .query(async ({ ctx }) => ({ items: await listHosts(ctx) })),
  createJoinToken: adminProcedure
    .input(CreateJoinTokenInput.prefault({}))
    .output(JoinToken)
    .mutation(({ ctx, input }) => createJoinToken(ctx, input)),
  confirmSnapshot: operatorProcedure
    .input(z.strictObject({ id: HostId, revision: z.int().nonnegative() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await confirmSnapshot(ctx, { hostId: input.id, revision: input.revision })
      return {}
    }),
  drain: operatorProcedure
    .input(z.strictObject({ id: HostId, draining: z.boolean() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await drainHost(ctx, { hostId: input.id, draining: input.draining })
      return {}
    }),
  delete: adminProcedure
    .meta({
      openapi: {
        ...{ method: 'DELETE', path: '/hosts/{id}', tags: ['hosts'] },
        summary: 'Delete a host; its channels go to `moveTo`, or where placement finds room',
      },
      success: 204,
    })
    .input(DeleteInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await deleteHost(ctx, input)
      return {}
    }),
  revoke: adminProcedure
    .input(z.strictObject({ id: HostId }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await revokeCredential(ctx, { hostId: input.id })
      return {}
    }),
})

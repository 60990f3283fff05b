import { HostId, HostView } from '@cashbacktv/contract'
import { z } from 'zod'
import { confirmSnapshot } from '../../services/hosts/confirm-snapshot.ts'
import {
  CreateJoinTokenInput,
  createJoinToken,
  JoinToken,
} from '../../services/hosts/create-join-token.ts'
import { drainHost } from '../../services/hosts/drain.ts'
import { listHosts } from '../../services/hosts/list.ts'
import { revokeCredential } from '../../services/hosts/revoke-credential.ts'
import { adminProcedure, operatorProcedure, router, viewerProcedure } from '../trpc.ts'

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
  revoke: adminProcedure
    .input(z.strictObject({ id: HostId }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await revokeCredential(ctx, { hostId: input.id })
      return {}
    }),
})

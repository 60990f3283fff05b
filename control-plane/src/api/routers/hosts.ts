import { HostId, HostView } from '@cashbacktv/contract'
import { z } from 'zod'
import { recordAudit } from '../../services/audit/record.ts'
import {
  CreateJoinTokenInput,
  createJoinToken,
  JoinToken,
} from '../../services/hosts/create-join-token.ts'
import { listHosts } from '../../services/hosts/list.ts'
import { revokeCredential } from '../../services/hosts/revoke-credential.ts'
import { adminProcedure, router, viewerProcedure } from '../trpc.ts'

export const hostsRouter = router({
  list: viewerProcedure
    .output(z.object({ items: z.array(HostView) }))
    .query(async ({ ctx }) => ({ items: await listHosts(ctx) })),
  createJoinToken: adminProcedure
    .input(CreateJoinTokenInput.prefault({}))
    .output(JoinToken)
    .mutation(async ({ ctx, input }) => {
      const token = await createJoinToken(ctx, input)
      await recordAudit(ctx, ctx.db, {
        action: 'host.create-join-token',
        subjectType: 'host',
        subjectId: token.id,
        detail: { label: input.label, expiresAt: token.expiresAt },
      })
      return token
    }),
  revoke: adminProcedure
    .input(z.strictObject({ id: HostId }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await revokeCredential(ctx, { hostId: input.id })
      await recordAudit(ctx, ctx.db, {
        action: 'host.revoke',
        subjectType: 'host',
        subjectId: input.id,
      })
      return {}
    }),
})

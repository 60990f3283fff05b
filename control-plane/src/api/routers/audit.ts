import { AuditList, ListAuditInput } from '@cashbacktv/contract'
import { listAudit } from '../../services/audit/list.ts'
import { adminProcedure, router } from '../trpc.ts'

export const auditRouter = router({
  list: adminProcedure
    .meta({
      openapi: {
        ...{ method: 'GET', path: '/audit', tags: ['audit'] },
        summary: 'Who did what, from where, with what was before and after; newest first',
      },
    })
    .input(ListAuditInput.prefault({}))
    .output(AuditList)
    .query(({ ctx, input }) => listAudit(ctx, input)),
})

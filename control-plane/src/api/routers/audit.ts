import { AuditExportInput, AuditList, ListAuditInput } from '@cashbacktv/contract'
import { z } from 'zod'
import { listAudit } from '../../services/audit/list.ts'
import { recordAuditExport } from '../../services/audit/record-export.ts'
import { adminProcedure, router } from '../trpc.ts'

export const auditRouter = router({
  list: adminProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/audit',
        tags: ['audit'],
        summary: 'Who did what, from where, with what was before and after; newest first',
      },
    })
    .input(ListAuditInput.prefault({}))
    .output(AuditList)
    .query(({ ctx, input }) => listAudit(ctx, input)),
  /** Of the web app, before it saves a file; programs page through the list. */
  recordExport: adminProcedure
    .input(AuditExportInput)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await recordAuditExport(ctx, input)
      return {}
    }),
})

import { AlertRuleView, PutAlertRuleInput } from '@cashbacktv/contract'
import { z } from 'zod'
import { putAlertRule } from '../../services/alert-rules/put.ts'
import { listAlertRules } from '../../services/alert-rules/read-rules.ts'
import { adminProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['alerts']

export const alertRulesRouter = router({
  list: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/alerts/rules', tags, summary: 'What raises alerts' },
    })
    .output(z.object({ items: z.array(AlertRuleView) }))
    .query(({ ctx }) => listAlertRules(ctx)),
  put: adminProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/alerts/rules/{id}',
        tags,
        summary: 'Change a rule; what is left out stays, null is the default',
      },
    })
    .input(PutAlertRuleInput)
    .output(AlertRuleView)
    .mutation(({ ctx, input }) => putAlertRule(ctx, input)),
})

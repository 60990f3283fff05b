import {
  AlertTargetId,
  AlertTargetTest,
  AlertTargetView,
  CreateAlertTargetInput,
  UpdateAlertTargetInput,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { createAlertTarget } from '../../services/alert-targets/create.ts'
import { deleteAlertTarget } from '../../services/alert-targets/delete.ts'
import { getAlertTarget, listAlertTargets } from '../../services/alert-targets/read-targets.ts'
import { testAlertTarget } from '../../services/alert-targets/test.ts'
import { updateAlertTarget } from '../../services/alert-targets/update.ts'
import { adminProcedure, operatorProcedure, router } from '../trpc.ts'

const tags = ['alerts']
const ById = z.strictObject({ id: AlertTargetId })

export const alertTargetsRouter = router({
  list: operatorProcedure
    .meta({ reach: 'all' })
    .meta({
      openapi: {
        method: 'GET',
        path: '/alerts/targets',
        tags,
        summary: 'Who is told of incidents, without secrets',
      },
    })
    .output(z.object({ items: z.array(AlertTargetView) }))
    .query(({ ctx }) => listAlertTargets(ctx)),
  get: operatorProcedure
    .meta({ reach: 'all' })
    .meta({ openapi: { method: 'GET', path: '/alerts/targets/{id}', tags, summary: 'One target' } })
    .input(ById)
    .output(AlertTargetView)
    .query(({ ctx, input }) => getAlertTarget(ctx, input)),
  create: adminProcedure
    .meta({
      openapi: { method: 'POST', path: '/alerts/targets', tags, summary: 'Add a target' },
      success: 201,
    })
    .input(CreateAlertTargetInput)
    .output(AlertTargetView)
    .mutation(({ ctx, input }) => createAlertTarget(ctx, input)),
  update: adminProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/alerts/targets/{id}',
        tags,
        summary: 'Change a target; what is left out stays, secrets too',
      },
    })
    .input(UpdateAlertTargetInput)
    .output(AlertTargetView)
    .mutation(({ ctx, input }) => updateAlertTarget(ctx, input)),
  test: adminProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/alerts/targets/{id}/test',
        tags,
        summary: 'Send a test right away, and say what the other side answers',
      },
    })
    .input(ById)
    .output(AlertTargetTest)
    .mutation(({ ctx, input }) => testAlertTarget(ctx, input)),
  delete: adminProcedure
    .meta({
      openapi: { method: 'DELETE', path: '/alerts/targets/{id}', tags, summary: 'Delete a target' },
      success: 204,
    })
    .input(ById)
    .output(z.object({}))
    .mutation(({ ctx, input }) => deleteAlertTarget(ctx, input)),
})

import {
  CreateMaintenanceInput,
  MaintenanceView,
  UpdateMaintenanceInput,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { createMaintenance } from '../../services/maintenance/create.ts'
import { deleteMaintenance } from '../../services/maintenance/delete.ts'
import { listMaintenance } from '../../services/maintenance/read-windows.ts'
import { updateMaintenance } from '../../services/maintenance/update.ts'
import { operatorProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['alerts']
const path = '/alerts/maintenance'

export const maintenanceRouter = router({
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path, tags, summary: 'Windows in which nobody is told' } })
    .output(z.object({ items: z.array(MaintenanceView) }))
    .query(({ ctx }) => listMaintenance(ctx)),
  create: operatorProcedure
    .meta({ reach: 'all' })
    .meta({ openapi: { method: 'POST', path, tags, summary: 'Plan a window' }, success: 201 })
    .input(CreateMaintenanceInput)
    .output(MaintenanceView)
    .mutation(({ ctx, input }) => createMaintenance(ctx, input)),
  update: operatorProcedure
    .meta({ reach: 'all' })
    .meta({
      openapi: {
        method: 'PUT',
        path: `${path}/{id}`,
        tags,
        summary: 'Change a window; what is left out stays',
      },
    })
    .input(UpdateMaintenanceInput)
    .output(MaintenanceView)
    .mutation(({ ctx, input }) => updateMaintenance(ctx, input)),
  delete: operatorProcedure
    .meta({ reach: 'all' })
    .meta({
      openapi: { method: 'DELETE', path: `${path}/{id}`, tags, summary: 'Delete a window' },
      success: 204,
    })
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.object({}))
    .mutation(({ ctx, input }) => deleteMaintenance(ctx, input)),
})

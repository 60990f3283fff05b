import { AlertSettingsView, PutAlertSettingsInput } from '@cashbacktv/contract'
import { putAlertSettings } from '../../services/alert-settings/put.ts'
import { getAlertSettings } from '../../services/alert-settings/read-settings.ts'
import { adminProcedure, operatorProcedure, router } from '../trpc.ts'

const tags = ['alerts']
const path = '/alerts/settings'

export const alertSettingsRouter = router({
  get: operatorProcedure
    .meta({ reach: 'all' })
    .meta({ openapi: { method: 'GET', path, tags, summary: 'Mail server and dead-man ping' } })
    .output(AlertSettingsView)
    .query(({ ctx }) => getAlertSettings(ctx)),
  put: adminProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path,
        tags,
        summary: 'Change them; what is left out stays, the password too',
      },
    })
    .input(PutAlertSettingsInput)
    .output(AlertSettingsView)
    .mutation(({ ctx, input }) => putAlertSettings(ctx, input)),
})

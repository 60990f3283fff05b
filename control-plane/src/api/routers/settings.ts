import { HostSettings, PutSettingsInput } from '@cashbacktv/contract'
import { getSettings } from '../../services/settings/get.ts'
import { putSettings } from '../../services/settings/put.ts'
import { adminProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['settings']

export const settingsRouter = router({
  get: viewerProcedure
    .meta({
      openapi: { method: 'GET', path: '/settings', tags, summary: 'How every host behaves' },
    })
    .output(HostSettings)
    .query(({ ctx }) => getSettings(ctx)),
  put: adminProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/settings',
        tags,
        summary: 'Change how every host behaves; what is left out stays',
      },
    })
    .input(PutSettingsInput)
    .output(HostSettings)
    .mutation(({ ctx, input }) => putSettings(ctx, input)),
})

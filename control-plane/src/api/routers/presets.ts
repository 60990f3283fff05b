import { z } from 'zod'
import { listPresets, PresetView } from '../../services/presets/list.ts'
import { router, viewerProcedure } from '../trpc.ts'

export const presetsRouter = router({
  list: viewerProcedure
    .meta({
      openapi: {
        ...{ method: 'GET', path: '/settings/presets', tags: ['settings'] },
        summary: 'Encoding presets',
      },
    })
    .output(z.object({ items: z.array(PresetView) }))
    .query(({ ctx }) => listPresets(ctx)),
})

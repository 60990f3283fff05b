import {
  CreatePresetInput,
  PresetChange,
  PresetDetail,
  PresetId,
  PresetView,
  UpdatePresetInput,
} from '@cashbacktv/contract'
import { z } from 'zod'
import { createPreset } from '../../services/presets/create.ts'
import { deletePreset } from '../../services/presets/delete.ts'
import { getPreset } from '../../services/presets/get.ts'
import { listPresets } from '../../services/presets/list.ts'
import { updatePreset } from '../../services/presets/update.ts'
import { adminProcedure, router, viewerProcedure } from '../trpc.ts'

const tags = ['settings']
const ById = z.strictObject({ id: PresetId })

export const presetsRouter = router({
  list: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/settings/presets',
        tags,
        summary: 'Encoding presets, and how many channels use each',
      },
    })
    .output(z.object({ items: z.array(PresetView) }))
    .query(({ ctx }) => listPresets(ctx)),
  get: viewerProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/settings/presets/{id}',
        tags,
        summary: 'One preset with the channels that use it',
      },
    })
    .input(ById)
    .output(PresetDetail)
    .query(({ ctx, input }) => getPreset(ctx, input)),
  create: adminProcedure
    .meta({
      openapi: { method: 'POST', path: '/settings/presets', tags, summary: 'Add a preset' },
      success: 201,
    })
    .input(CreatePresetInput)
    .output(PresetDetail)
    .mutation(({ ctx, input }) => createPreset(ctx, input)),
  update: adminProcedure
    .meta({
      openapi: {
        method: 'PUT',
        path: '/settings/presets/{id}',
        tags,
        summary: 'Change a preset and what runs with it, or say what that would do',
      },
    })
    .input(UpdatePresetInput)
    .output(PresetChange)
    .mutation(({ ctx, input }) => updatePreset(ctx, input)),
  delete: adminProcedure
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/settings/presets/{id}',
        tags,
        summary: 'Delete a preset that no channel uses',
      },
      success: 204,
    })
    .input(ById)
    .output(z.object({}))
    .mutation(({ ctx, input }) => deletePreset(ctx, input)),
})

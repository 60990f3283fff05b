import { ApiKeyView, CreateApiKeyInput, CreatedApiKey } from '@cashbacktv/contract'
import { z } from 'zod'
import { createKey } from '../../services/api-keys/create.ts'
import { listApiKeys } from '../../services/api-keys/list.ts'
import { revokeKey } from '../../services/api-keys/revoke.ts'
import { operatorProcedure, router } from '../trpc.ts'

const tags = ['api keys']

export const apiKeysRouter = router({
  list: operatorProcedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/api-keys',
        tags,
        summary: 'Your keys; all keys for an administrator',
      },
    })
    .output(z.object({ items: z.array(ApiKeyView) }))
    .query(async ({ ctx }) => ({ items: await listApiKeys(ctx) })),
  create: operatorProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/api-keys',
        tags,
        summary: 'Make a key; the answer is the only place that shows it',
      },
      success: 201,
    })
    .input(CreateApiKeyInput)
    .output(CreatedApiKey)
    .mutation(({ ctx, input }) => createKey(ctx, input)),
  revoke: operatorProcedure
    .meta({
      openapi: { method: 'DELETE', path: '/api-keys/{id}', tags, summary: 'Revoke a key at once' },
      success: 204,
    })
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.object({}))
    .mutation(({ ctx, input }) => revokeKey(ctx, input)),
})

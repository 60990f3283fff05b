import { fieldProblems, messageOf, RestoreMode } from '@cashbacktv/contract'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { DomainError } from '../domain/errors.ts'
import { parseBackup } from '../services/backup/parse-backup.ts'
import { makeBackup } from '../services/backup/read-backup.ts'
import { restoreBackup } from '../services/backup/restore.ts'
import type { ApiEnv } from './api-env.ts'
import { BODY_LIMITS, holdBody, MB } from './limit-body.ts'
import { requireRole } from './require-role.ts'
import { respondError } from './respond-error.ts'

const RestoreOptions = z.object({
  dryRun: z.enum(['true', 'false']).default('false'),
  mode: RestoreMode.default('merge'),
})

/** Backups are files of their own size, so they have routes of their own. */
export function backupRoutes(version: string): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  routes.onError((error, c) => respondError(c, error))
  const limit = holdBody(BODY_LIMITS.backup, tooLarge)
  routes.get('/backup', async (c) => {
    const ctx = await requireRole(c.get('request'), 'admin')
    const backup = await makeBackup(ctx, version)
    const day = backup.createdAt.slice(0, 10)
    return c.json(backup, 200, {
      'Content-Disposition': `attachment; filename="cashbacktv-${day}.json"`,
      'Cache-Control': 'no-store',
    })
  })
  // Who may restore is asked before anything is read.
  routes.post('/backup/restore', requireAdmin, limit, async (c) => {
    const ctx = await requireRole(c.get('request'), 'admin')
    const options = optionsOf(c)
    const backup = await parseBackup(ctx.outside, fileOf(c))
    return c.json(await restoreBackup(ctx, backup, options), 200, { 'Cache-Control': 'no-store' })
  })
  return routes
}

async function requireAdmin(c: Context<ApiEnv>, next: () => Promise<void>) {
  await requireRole(c.get('request'), 'admin')
  await next()
}

function optionsOf(c: Context<ApiEnv>) {
  const options = RestoreOptions.safeParse(c.req.query())
  if (!options.success) {
    const details = fieldProblems(options.error)
    throw new DomainError('validation_failed', messageOf('fields-invalid'), { details })
  }
  const { dryRun, mode } = options.data
  return { dryRun: dryRun === 'true', mode }
}

function fileOf(c: Context<ApiEnv>): Uint8Array {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    throw new DomainError('unsupported_media_type', messageOf('body-type'))
  }
  return c.get('bytes') ?? new Uint8Array()
}

function tooLarge(): DomainError {
  const megabytes = BODY_LIMITS.backup.mostBytes / MB
  return new DomainError('payload_too_large', messageOf('file-too-large', { megabytes }))
}

import { fieldProblems, messageOf, RestoreMode } from '@cashbacktv/contract'
import { createBodyBudget } from '@cashbacktv/contract/take-body'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { DomainError } from '../domain/errors.ts'
import { restoreBackup } from '../services/backup/restore.ts'
import { writeBackup } from '../services/backup/write-backup.ts'
import type { ApiEnv } from './api-env.ts'
import { bodyPieces } from './body-pieces.ts'
import { requireRole } from './require-role.ts'
import { respondError } from './respond-error.ts'
import { streamOf } from './stream-of.ts'

const RestoreOptions = z.object({
  dryRun: z.enum(['true', 'false']).default('false'),
  mode: RestoreMode.default('merge'),
})

/** How many are written at the same time: all but the pictures of each is held until the last of it was taken. */
const downloads = createBodyBudget(2)

/** How many are restored at the same time: each holds a connection to the database, and some of the file. */
const restores = createBodyBudget(1)

/** Backups are files of their own size, written and read bit by bit, so they have routes of their own. */
export function backupRoutes(version: string): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  routes.onError((error, c) => respondError(c, error))
  routes.get('/backup', async (c) => {
    const ctx = await requireRole(c.get('request'), 'admin')
    requirePlace(c)
    const { createdAt, pieces } = await writeBackup(ctx, version)
    const day = createdAt.slice(0, 10)
    return c.body(streamOf(pieces, ctx.log), 200, {
      'Content-Type': 'application/json',
      'Content-Disposition': `attachment; filename="cashbacktv-${day}.json"`,
      'Cache-Control': 'no-store',
    })
  })
  // Who may restore is asked before anything is read.
  routes.post('/backup/restore', requireAdmin, async (c) => {
    const ctx = await requireRole(c.get('request'), 'admin')
    const options = optionsOf(c)
    requireJson(c)
    // Where a request may end without another word, it would count for ever.
    const budget = c.env?.source ? createBodyBudget(1) : restores
    if (!budget.take(1)) throw busy('restore-busy')
    try {
      const report = await restoreBackup(ctx, bodyPieces(c.req.raw), options)
      return c.json(report, 200, { 'Cache-Control': 'no-store' })
    } finally {
      budget.give(1)
    }
  })
  return routes
}

/**
 * A place among those that are written, until the answer is over, however it ends.
 *
 * @throws DomainError `unavailable`
 */
function requirePlace(c: Context<ApiEnv>): void {
  const outgoing = c.env?.outgoing
  // Whose client has left already would be counted for ever, as would one whose end nobody tells.
  if (!outgoing || outgoing.closed) return
  if (!downloads.take(1)) throw busy('backup-busy')
  outgoing.once('close', () => downloads.give(1))
}

function busy(code: 'backup-busy' | 'restore-busy'): DomainError {
  return new DomainError('unavailable', messageOf(code), { retryAfterSeconds: 10 })
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

function requireJson(c: Context<ApiEnv>): void {
  if (/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return
  throw new DomainError('unsupported_media_type', messageOf('body-type'))
}

import { RestoreMode } from '@cashbacktv/contract'
import { type Context, Hono } from 'hono'
import type { Actor, RequestContext } from '../context.ts'
import { DomainError, fieldError } from '../domain/errors.ts'
import { mayActAs } from '../domain/permissions.ts'
import { parseBackup } from '../services/backup/parse-backup.ts'
import { makeBackup } from '../services/backup/read-backup.ts'
import { restoreBackup } from '../services/backup/restore.ts'
import type { ApiEnv } from './api-env.ts'
import { BODY_LIMITS, limitBody } from './limit-body.ts'
import { respondError } from './respond-error.ts'

/** Backups are files of their own size, so they have routes of their own. */
export function backupRoutes(version: string): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  routes.onError((error, c) => respondError(c, error))
  const limit = limitBody(BODY_LIMITS.backup, tooLarge)
  routes.get('/backup', async (c) => {
    const ctx = await asAdmin(c)
    const backup = await makeBackup(ctx, version)
    const day = backup.createdAt.slice(0, 10)
    return c.json(backup, 200, {
      'Content-Disposition': `attachment; filename="cashbacktv-${day}.json"`,
      'Cache-Control': 'no-store',
    })
  })
  // Who may restore is asked before anything is read.
  routes.post('/backup/restore', requireAdmin, limit, async (c) => {
    const ctx = await asAdmin(c)
    const options = optionsOf(c)
    const backup = parseBackup(await fileOf(c))
    return c.json(await restoreBackup(ctx, backup, options), 200, { 'Cache-Control': 'no-store' })
  })
  return routes
}

async function requireAdmin(c: Context<ApiEnv>, next: () => Promise<void>) {
  await asAdmin(c)
  await next()
}

async function asAdmin(c: Context<ApiEnv>): Promise<RequestContext & { actor: Actor }> {
  const ctx = c.get('request')
  const caller = await ctx.authenticate()
  if (!caller) throw new DomainError('unauthenticated', 'Log in first.')
  if (!mayActAs(caller.actor.role, 'admin')) {
    throw new DomainError('forbidden', 'This takes the role admin.')
  }
  return { ...ctx, actor: caller.actor }
}

function optionsOf(c: Context<ApiEnv>) {
  const { dryRun = 'false', mode = 'merge' } = c.req.query()
  if (dryRun !== 'true' && dryRun !== 'false') throw fieldError('dryRun', 'Use true or false.')
  const known = RestoreMode.safeParse(mode)
  if (!known.success) throw fieldError('mode', 'Use merge or replace.')
  return { dryRun: dryRun === 'true', mode: known.data }
}

async function fileOf(c: Context<ApiEnv>): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    throw new DomainError('unsupported_media_type', 'Send the backup as application/json.')
  }
  const text = await c.req.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new DomainError('bad_request', 'The file is not valid JSON. It may be cut off.')
  }
}

function tooLarge(): DomainError {
  return new DomainError('payload_too_large', 'The file is larger than 64 MB.')
}

import { AssetId, messageOf, Sha256 } from '@cashbacktv/contract'
import { formTypeOf } from '@cashbacktv/contract/form-shape'
import { type Context, Hono } from 'hono'
import { DomainError, errorAt, fieldError } from '../domain/errors.ts'
import { deleteLogo } from '../services/uploads/delete-logo.ts'
import { wholePicture } from '../services/uploads/picture-pieces.ts'
import { readLogo } from '../services/uploads/read-logo.ts'
import { uploadLogo } from '../services/uploads/upload-logo.ts'
import type { ApiEnv } from './api-env.ts'
import { BODY_LIMITS, limitBody, MAX_LOGO_BYTES, MB } from './limit-body.ts'
import { requireRole } from './require-role.ts'
import { respondError } from './respond-error.ts'
import { streamOf } from './stream-of.ts'

/** Pictures are no JSON, so they have routes of their own. */
export function uploadRoutes(): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  routes.onError((error, c) => respondError(c, error))
  const limit = limitBody(BODY_LIMITS.picture, tooLarge)
  // Who may upload is asked before anything is read.
  routes.post('/uploads/logo', requireOperator, limit, async (c) => {
    const ctx = await requireRole(c.get('request'), 'operator')
    const file = await fileOf(c)
    return c.json(await uploadLogo(ctx, new Uint8Array(await file.arrayBuffer())), 201)
  })
  routes.get('/uploads/:id', async (c) => {
    const ctx = await requireRole(c.get('request'), 'viewer')
    const picture = await readLogo(ctx, idOrHashOf(c))
    return c.body(streamOf(wholePicture(ctx.db, picture), ctx.log), 200, {
      'Content-Type': picture.mime,
      'Content-Length': String(picture.bytes),
      'Content-Disposition': 'inline; filename="logo.png"',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, max-age=86400, immutable',
    })
  })
  routes.delete('/uploads/:id', async (c) => {
    const ctx = await requireRole(c.get('request'), 'operator')
    await deleteLogo(ctx, idOf(c))
    return c.body(null, 204)
  })
  return routes
}

async function requireOperator(c: Context<ApiEnv>, next: () => Promise<void>) {
  await requireRole(c.get('request'), 'operator')
  await next()
}

function idOf(c: Context<ApiEnv>): AssetId {
  const id = AssetId.safeParse(c.req.param('id'))
  if (id.success) return id.data
  throw new DomainError('not_found', messageOf('picture-missing'))
}

/** A picture may be asked for by the hash under which a slate names it. */
function idOrHashOf(c: Context<ApiEnv>): AssetId | Sha256 {
  const hash = Sha256.safeParse(c.req.param('id'))
  return hash.success ? hash.data : idOf(c)
}

async function fileOf(c: Context<ApiEnv>): Promise<File> {
  if (formTypeOf(c.req.header('content-type') ?? null)?.kind !== 'multipart') {
    throw new DomainError('unsupported_media_type', messageOf('form-type'))
  }
  const form = await c.req.formData().catch(() => {
    throw new DomainError('bad_request', messageOf('form-unreadable'))
  })
  const file = form.get('file')
  if (!(file instanceof File)) throw fieldError('file', messageOf('form-without-file'))
  if (file.size > MAX_LOGO_BYTES) throw tooLarge()
  return file
}

function tooLarge(): DomainError {
  const megabytes = MAX_LOGO_BYTES / MB
  return errorAt('file', 'payload_too_large', messageOf('picture-file-large', { megabytes }))
}

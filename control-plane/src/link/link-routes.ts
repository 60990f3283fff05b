import { Enrolment, messageOf, Sha256, STATUS_OF_ERROR } from '@cashbacktv/contract'
import { Hono } from 'hono'
import { streamOf } from '../api/stream-of.ts'
import type { ServiceContext } from '../context.ts'
import { errorBody } from '../domain/error-body.ts'
import { DomainError } from '../domain/errors.ts'
import { storable } from '../domain/storable.ts'
import { authenticateHost } from '../services/hosts/authenticate-host.ts'
import { readShownPicture } from '../services/hosts/desired-state.ts'
import { enrol } from '../services/hosts/enrol.ts'
import { wholePicture } from '../services/uploads/picture-pieces.ts'

type LinkEnv = { Variables: { request: ServiceContext } }

/** What agents fetch over plain HTTP: a credential for a join token, and pictures by their hash. */
export function linkRoutes(): Hono<LinkEnv> {
  const routes = new Hono<LinkEnv>()
  routes.onError((error, c) => {
    if (!(error instanceof DomainError)) throw error
    return c.json({ error: errorBody(error) }, STATUS_OF_ERROR[error.code])
  })

  routes.post('/link/enrol', async (c) => {
    const input = storable(Enrolment).safeParse(await c.req.json().catch(() => null))
    if (!input.success) throw new DomainError('validation_failed', messageOf('not-an-enrolment'))
    return c.json(await enrol(c.get('request'), input.data), 201)
  })

  routes.get('/link/assets/:sha256', async (c) => {
    const ctx = c.get('request')
    const host = await authenticateHost(ctx, c.req.header('authorization'))
    if (!host) throw new DomainError('unauthenticated', messageOf('credential-refused'))
    const sha256 = Sha256.safeParse(c.req.param('sha256'))
    const asset = sha256.success ? await readShownPicture(ctx.db, host.hostId, sha256.data) : null
    if (!asset) throw new DomainError('not_found', messageOf('asset-missing'))
    return c.body(streamOf(wholePicture(ctx.db, asset), ctx.log), 200, {
      'Content-Type': asset.mime,
      'Content-Length': String(asset.bytes),
      'Cache-Control': 'private, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    })
  })

  return routes
}

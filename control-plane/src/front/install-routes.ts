import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '@cashbacktv/contract'
import { Hono } from 'hono'
import type { ApiEnv } from '../api/api-env.ts'
import { respondError } from '../api/respond-error.ts'
import { streamOf } from '../api/stream-of.ts'
import { DomainError } from '../domain/errors.ts'
import { openFile } from './open-file.ts'

export type HostRelease = {
  /** As `infra/release/pack.sh` left it: the archive, its sum, and the script that fetches it. */
  folder: string
  version: string
}

/**
 * Hands out what makes a machine a host: `curl …/install.sh | bash`. There is nothing secret in it;
 * who joins needs a token.
 */
export function installRoutes({ folder, version }: HostRelease): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  routes.onError((error, c) => respondError(c, isMissing(error) ? noRelease() : error))
  const archive = `cashbacktv-host-${version}.tar.gz`
  routes.get('/install.sh', (c) => {
    const [sum = ''] = readFileSync(join(folder, `${archive}.sha256`), 'utf8').split(' ')
    const script = readFileSync(join(folder, 'install.sh'), 'utf8')
      .replaceAll('@CONTROL_PLANE@', c.get('request').origin)
      .replaceAll('@ARCHIVE@', archive)
      .replaceAll('@SUM@', sum)
    return c.body(script, 200, {
      'Content-Type': 'text/x-shellscript; charset=utf-8',
      'Cache-Control': 'no-store',
    })
  })
  routes.get(`/install/${archive}`, async (c) => {
    const { bytes, pieces } = await openFile(join(folder, archive))
    return c.body(streamOf(pieces, c.get('request').log), 200, {
      'Content-Type': 'application/gzip',
      'Content-Length': String(bytes),
      'Cache-Control': 'public, max-age=3600',
    })
  })
  return routes
}

function isMissing(error: Error): boolean {
  return 'code' in error && error.code === 'ENOENT'
}

function noRelease(): DomainError {
  return new DomainError('not_found', messageOf('host-release-missing'))
}

import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'

const PACKED = '.br'

/**
 * Serves the files of the client build. The list is taken once at start, so that a request's path
 * only ever chooses from it: what is not in the list never touches the disk. Files under /assets
 * carry their hash in their name and are kept by browsers for a year. A file with a `.br` beside it
 * goes out packed to whoever takes Brotli.
 */
export function clientFiles(root: string): MiddlewareHandler {
  const listed = new Set(listPaths(root))
  const disk = new Hono().use(serveStatic({ root, precompressed: true }))
  return async (c, next) => {
    const { method, path } = c.req
    if (method !== 'GET' && method !== 'HEAD') return next()
    if (!listed.has(path) || path.endsWith(PACKED)) {
      if (!path.startsWith('/assets/')) return next()
      return c.text('Not found', 404, { 'Cache-Control': 'no-store' })
    }
    // What of a request is judged here is all that goes on: serveStatic does not weigh `br;q=0`.
    const headers = { 'accept-encoding': takesBrotli(c.req.header('accept-encoding')) ? 'br' : '' }
    const file = await disk.request(path, { method, headers })
    return new Response(file.body, { status: file.status, headers: headersOf(file, path, listed) })
  }
}

function headersOf(file: Response, path: string, listed: Set<string>): Headers {
  const headers = new Headers(file.headers)
  const lasting = path.startsWith('/assets/')
  headers.set(
    'cache-control',
    lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
  )
  headers.set('x-content-type-options', 'nosniff')
  // Caches have to know it of the copy that is not packed too.
  if (listed.has(path + PACKED)) headers.set('vary', 'accept-encoding')
  return headers
}

/** `br;q=0` is how a browser says that it does not. */
function takesBrotli(accepted = ''): boolean {
  return /(^|,)\s*br\s*(;\s*q=(1|0\.\d*[1-9]))?\s*(,|$)/i.test(accepted)
}

function listPaths(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `/${relative(root, join(parentPath, name))}`)
    .map((path) => path.split(sep).join('/'))
}

import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

const PACKED = '.br'
const MIME: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * Serves the files of the client build. The list is taken once at start, so that no request's path
 * ever touches the disk: what is not in the list is not ours. Files under /assets carry their hash
 * in their name and are kept by browsers for a year. A file with a `.br` beside it goes out packed to
 * whoever takes Brotli.
 */
export function staticFiles(root: string): (request: Request) => Promise<Response | null> {
  const all = new Set(listFiles(root))
  const files = new Map(
    [...all]
      .filter((file) => extname(file) !== PACKED)
      .map((file) => [toUrlPath(root, file), { file, isPacked: all.has(file + PACKED) }]),
  )
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null
    const { pathname } = new URL(request.url)
    const known = files.get(pathname)
    if (!known) return pathname.startsWith('/assets/') ? notFound() : null
    const packed = known.isPacked && takesBrotli(request)
    const stored = packed ? known.file + PACKED : known.file
    const body = request.method === 'HEAD' ? null : new Uint8Array(await readFile(stored))
    return new Response(body, { headers: headersOf(pathname, known.isPacked, packed) })
  }
}

function headersOf(pathname: string, isPacked: boolean, packed: boolean): Record<string, string> {
  return {
    ...(packed ? { 'content-encoding': 'br' } : {}),
    ...(isPacked ? { vary: 'accept-encoding' } : {}),
    'content-type': MIME[extname(pathname)] ?? 'application/octet-stream',
    'cache-control': pathname.startsWith('/assets/')
      ? 'public, max-age=31536000, immutable'
      : 'public, max-age=3600',
    'x-content-type-options': 'nosniff',
  }
}

/** `br;q=0` is how a browser says that it does not. */
function takesBrotli(request: Request): boolean {
  const accepted = request.headers.get('accept-encoding') ?? ''
  return /(^|,)\s*br\s*(;\s*q=(1|0\.\d*[1-9]))?\s*(,|$)/i.test(accepted)
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'cache-control': 'no-store' } })
}

function listFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? listFiles(path) : [path]
  })
}

function toUrlPath(root: string, file: string): string {
  return `/${relative(root, file).split(sep).join('/')}`
}

import { Hono } from 'hono'
import type { ApiEnv } from './api-env.ts'
import { streamOf } from './stream-of.ts'

const FILES: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

/** Swagger sets positions as style attributes; scripts are only our own files. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>CashbackTV Transcoder: API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`
const START = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#docs', deepLinking: true, docExpansion: 'none', validatorUrl: null })\n`

/** Reads a file of the page by its name. */
export type ReadDocsFile = (
  name: string,
) => Promise<{ bytes: number; pieces: AsyncGenerator<Uint8Array, void, void> }>

/** The documentation page, with everything it needs from this server. */
export function docsRoutes(readFile: ReadDocsFile): Hono<ApiEnv> {
  const routes = new Hono<ApiEnv>()
  routes.get('/', (c) => c.html(PAGE, 200, { 'Content-Security-Policy': POLICY }))
  routes.get('/start.js', (c) =>
    c.body(START, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  )
  routes.get('/:file', async (c) => {
    const file = c.req.param('file')
    const type = Object.entries(FILES).find(([name]) => name === file)?.[1]
    if (!type) return c.notFound()
    const { bytes, pieces } = await readFile(file)
    return c.body(streamOf(pieces, c.get('request').log), 200, {
      'Content-Type': type,
      'Content-Length': String(bytes),
      'Cache-Control': 'public, max-age=86400',
    })
  })
  return routes
}

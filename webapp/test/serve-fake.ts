import { readFileSync } from 'node:fs'
import { serve } from '@hono/node-server'
import { createWebapp } from '../server/index.ts'
import { createFakeApi } from './fake-api.ts'
import { createFakeWorld } from './fake-world.ts'

/** The built web app on a control plane made up in memory: `node --import tsx test/serve-fake.ts`. */
const port = Number(process.env.PORT ?? 3100)
const channels = Number(process.env.CHANNELS ?? 12)
const frameFile = process.env.FRAME
const frame = frameFile ? readFileSync(frameFile).toString('base64') : undefined
const api = createFakeApi(createFakeWorld({ channels, ...(frame ? { frame } : {}) }))
const webapp = createWebapp({
  apiFetch: api,
  apiBaseUrl: 'http://127.0.0.1',
  secureCookies: false,
})

serve({
  port,
  hostname: '127.0.0.1',
  fetch: (request) => {
    const { pathname } = new URL(request.url)
    return /^\/(trpc|api|streams)\//.test(pathname) ? api(request) : webapp.fetch(request)
  },
})
console.log(`http://127.0.0.1:${port}`)

import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { endUnreadBody } from '../front/end-unread-body.ts'
import { listen } from '../listen.ts'
import type { ApiEnv } from './api-env.ts'
import { bodyPieces } from './body-pieces.ts'

const BODY_BYTES = 32 * 1024 * 1024

/** A body of so many pieces, each there after so many milliseconds. */
function slowBody(pieces: number, everyMs: number) {
  const seen = { taken: 0 }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(to) {
        if (seen.taken === pieces) return to.close()
        await new Promise((resolve) => setTimeout(resolve, everyMs))
        seen.taken += 1
        to.enqueue(new Uint8Array(1))
      },
    },
    { highWaterMark: 0 },
  )
  return { seen, request: { body, headers: new Headers() } }
}

async function takeAll(pieces: AsyncIterable<unknown>, workMs = 0): Promise<number> {
  let count = 0
  for await (const _piece of pieces) {
    count += 1
    await new Promise((resolve) => setTimeout(resolve, workMs))
  }
  return count
}

test('what comes piece by piece for longer than all of it may is late', async () => {
  const times = { quietMs: 60_000, wholeMs: 200 }
  const late = takeAll(bodyPieces(slowBody(100, 20).request, times))
  await expect(late).rejects.toMatchObject({ code: 'request_timeout' })
})

test('what is done with the pieces in between does not make it late', async () => {
  const times = { quietMs: 60_000, wholeMs: 200 }
  expect(await takeAll(bodyPieces(slowBody(10, 0).request, times), 40)).toBe(10)
})

test('the rest of what is not wanted any more is dropped', async () => {
  const { seen, request } = slowBody(50, 0)
  for await (const _piece of bodyPieces(request)) break
  await expect.poll(() => seen.taken).toBe(50)
})

test('a client that sends everything first reads why it was refused in the middle', async () => {
  const app = new Hono<ApiEnv>()
  app.use(endUnreadBody)
  app.post('/', async (c) => {
    for await (const _piece of bodyPieces(c.req.raw)) return c.text('no', 400)
    return c.text('whole')
  })
  const server = createServer(getRequestListener(app.fetch))
  const socket = connect(await listen(server, 0, '127.0.0.1'), '127.0.0.1')
  try {
    socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${BODY_BYTES}\r\n\r\n`)
    for (let sent = 0; sent < BODY_BYTES; sent += 65_536) {
      const written = new Promise((resolve) => socket.write(Buffer.alloc(65_536), resolve))
      expect(await written).toBeFalsy()
    }
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /)
  } finally {
    socket.destroy()
    server.closeAllConnections()
    server.close()
  }
})

import { createServer } from 'node:http'
import { AssetId, Sha256 } from '@cashbacktv/contract'
import { getRequestListener } from '@hono/node-server'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { streamOf } from '../../api/stream-of.ts'
import { listen } from '../../listen.ts'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'
import { wholePicture } from './picture-pieces.ts'

const GONE = {
  id: AssetId.parse('00000000-0000-4000-8000-000000000001'),
  sha256: Sha256.parse('a'.repeat(64)),
}
const log = pino({ level: 'silent' })

let one: TestPlane
let url = ''
const server = createServer(
  getRequestListener(() => {
    const headers = { 'Content-Type': 'image/png', 'Content-Length': '5' }
    return new Response(streamOf(wholePicture(one.db, GONE), log), { headers })
  }),
)
beforeAll(async () => {
  one = await startTestPlane()
  url = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await one?.close()
})

test('a picture that is deleted once its length was announced breaks the answer off', async () => {
  const taken = fetch(url).then((answer) => answer.arrayBuffer())
  await expect(taken).rejects.toThrow()
})

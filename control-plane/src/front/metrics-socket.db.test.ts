import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
})
afterAll(() => one?.close())

async function openReader() {
  const headers = { authorization: `Bearer ${one.tokens.viewer}` }
  const url = `${one.url.replace('http', 'ws')}/api/v1/ws/metrics`
  const socket = new WebSocket(url, { headers })
  socket.on('error', () => {})
  let beats = 0
  socket.on('message', () => {
    beats += 1
  })
  const closed = new Promise<[number, string]>((resolve) => {
    socket.once('close', (code, reason) => resolve([code, String(reason)]))
  })
  await new Promise<void>((resolve) => socket.once('open', () => resolve()))
  return { socket, closed, beats: () => beats }
}

const FLOODS: [string, (socket: WebSocket) => void][] = [
  ['messages', (socket) => socket.send('{"subscribe":"all"}')],
  ['bytes', (socket) => socket.send(Buffer.alloc(1000))],
  ['pings', (socket) => socket.ping('x'.repeat(125))],
  ['pongs', (socket) => socket.pong()],
]

test.each(FLOODS)(
  'a flood of %s closes the socket with its reason, and no other',
  async (_, send) => {
    const bystander = await openReader()
    const { socket, closed } = await openReader()
    for (let n = 0; n < 60; n += 1) send(socket)
    expect(await closed).toEqual([4429, 'Too many messages. Send fewer.'])
    const before = bystander.beats()
    await expect.poll(bystander.beats, { timeout: 10_000 }).toBeGreaterThan(before)
    expect(bystander.socket.readyState).toBe(WebSocket.OPEN)
    bystander.socket.terminate()
  },
)

test('a reader that pings with each beat is told on and on', async () => {
  const { socket, closed, beats } = await openReader()
  socket.on('message', () => {
    socket.ping()
    socket.send('still there')
  })
  const over = closed.then((why) => why)
  await expect.poll(beats, { timeout: 15_000 }).toBeGreaterThan(4)
  expect(socket.readyState).toBe(WebSocket.OPEN)
  socket.close(1000)
  expect((await over)[0]).toBe(1000)
})

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { patientSocket } from './patient-socket.ts'

/** A server whose messages wait until the test lets them through. */
async function heldServer() {
  const held: (() => void)[] = []
  const socketClass = patientSocket((work) => held.push(work))
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', WebSocket: socketClass })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const peer = new WebSocket(`ws://127.0.0.1:${port}`)
  const [[socket]] = (await Promise.all([once(server, 'connection'), once(peer, 'open')])) as [
    [WebSocket],
    unknown,
  ]
  const heard: string[] = []
  socket.on('message', (data) => heard.push(String(data)))
  socket.on('close', () => heard.push('closed'))
  onTestFinished(() => {
    peer.terminate()
    server.close()
  })
  const letThrough = () => {
    for (const work of held.splice(0)) work()
  }
  return { peer, socket, held, heard, letThrough }
}

test('messages wait their turn, and the close is heard after the last of them', async () => {
  const { peer, held, heard, letThrough } = await heldServer()
  peer.send('one')
  peer.send('two')
  peer.close()
  await expect.poll(() => held.length).toBe(3)
  expect(heard).toEqual([])
  letThrough()
  expect(heard).toEqual(['one', 'two', 'closed'])
})

test('a peer that sends faster than it has turns is not read from, and loses nothing', async () => {
  const { peer, socket, held, heard, letThrough } = await heldServer()
  const long = 'x'.repeat(100_000)
  for (let n = 0; n < 100; n++) peer.send(`${n} ${long}`)
  await expect.poll(() => socket.isPaused).toBe(true)
  expect(held.length).toBeLessThan(40)
  await expect
    .poll(() => {
      letThrough()
      return heard.length
    })
    .toBe(100)
  expect(heard.map((text) => Number.parseInt(text, 10))).toEqual([...Array(100).keys()])
})

import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { prepareLeave } from './take-leave.ts'

const LONG_MS = 60_000
let server: Server
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

async function start(answer: RequestListener) {
  server = createServer({ keepAliveTimeout: LONG_MS }, answer)
  const { takeLeave } = prepareLeave(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const open = async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    await once(socket, 'connect')
    return socket
  }
  return { takeLeave, open }
}

function ask(socket: Socket, method = 'GET', more = '') {
  socket.write(`${method} / HTTP/1.1\r\nHost: x\r\n${more}\r\n`)
  return once(socket, 'data').then(([bytes]) => String(bytes))
}

test('whoever keeps a connection is answered on it once more, and others are refused', async () => {
  const { takeLeave, open } = await start((_, res) => void res.end('yes'))
  const kept = await open()
  expect(await ask(kept)).toMatch(/^HTTP\/1\.1 200 .*keep-alive/s)

  const { port } = server.address() as AddressInfo
  const left = takeLeave(LONG_MS)
  await expect.poll(() => server.listening).toBe(false)
  await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toThrow(/ECONNREFUSED/)
  const closed = once(kept, 'close')
  expect(await ask(kept, 'POST', 'Content-Length: 0\r\n')).toMatch(
    /^HTTP\/1\.1 200 .*connection: close/is,
  )
  await closed
  await left
})

test('an answer that is being made is waited for, and one without end is not', async () => {
  let finish = () => {}
  const { takeLeave, open } = await start((_, res) => {
    finish = () => res.end('at last')
  })
  const kept = await open()
  const begun = once(server, 'request')
  const answer = ask(kept)
  await begun
  let isOver = false
  const left = takeLeave(LONG_MS).then(() => {
    isOver = true
  })
  finish()
  expect(await answer).toContain('at last')
  expect(isOver).toBe(false)
  kept.end()
  await left

  const endless = await start(() => {})
  const socket = await endless.open()
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(server, 'request')
  await endless.takeLeave(10)
  socket.destroy()
})

/** Sends requests from another thread, says when all are sent, and how many were answered. */
const CLIENT = `
const { parentPort, workerData: { port, sent, count } } = require('node:worker_threads')
let left = count
let answered = 0
for (let times = 0; times < count; times += 1) {
  const socket = require('node:net').connect(port, '127.0.0.1', () => {
    socket.write('POST / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 0\\r\\n\\r\\n', () => {
      Atomics.add(sent, 0, 1)
      Atomics.notify(sent, 0)
    })
  })
  socket.on('data', () => (answered += 1)).on('error', () => {})
  socket.on('close', () => --left === 0 && parentPort.postMessage(answered))
}
`

test('those whom a busy process has not taken in yet are answered', async () => {
  const { takeLeave } = await start((_, res) => void res.end('yes'))
  const { port } = server.address() as AddressInfo
  const [count, sent] = [20, new Int32Array(new SharedArrayBuffer(4))]
  const client = new Worker(CLIENT, { eval: true, workerData: { port, sent, count } })
  await once(client, 'online')
  // Nothing else happens in this thread meanwhile.
  for (let there = 0; there < count; there = Atomics.load(sent, 0)) Atomics.wait(sent, 0, there)
  const answered = once(client, 'message')
  await takeLeave(LONG_MS)
  expect(await answered).toEqual([count])
})

test('sockets of their own are not waited for', async () => {
  const { takeLeave, open } = await start(() => {})
  server.on('upgrade', (_, socket) => void socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'))
  const socket = await open()
  expect(await ask(socket, 'GET', 'Connection: Upgrade\r\nUpgrade: websocket\r\n')).toContain('101')
  await takeLeave(LONG_MS)
  expect(socket.destroyed).toBe(false)
  socket.destroy()
})

import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { lingerBeforeClose } from './linger.ts'

const BODY_BYTES = 8 * 1024 * 1024

let server: Server
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

test('a client may go on sending after the refusal, and is closed when its body has ended', async () => {
  server = createServer((req, res) => {
    lingerBeforeClose(req)
    res.writeHead(413, { Connection: 'close', 'Content-Length': 2 }).end('no')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${BODY_BYTES}\r\n\r\n`)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(String(answer)).toMatch(/^HTTP\/1\.1 413/)
  const ended = once(socket, 'close')
  for (let sent = 0; sent < BODY_BYTES; sent += 65_536) {
    const written = new Promise<Error | null | undefined>((resolve) => {
      socket.write(Buffer.alloc(65_536), resolve)
    })
    expect(await written).toBeFalsy()
  }
  socket.resume()
  expect(await ended).toEqual([false])
})

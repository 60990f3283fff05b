import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listen } from '../listen.ts'
import { endLateBody } from './end-late-body.ts'

/** Answers once the body is whole, or at once where it is asked to. */
const server = createServer((req, res) => {
  endLateBody(req, res, 100)
  if (req.url === '/whole-at-once') res.end('whole')
  if (req.url === '/at-once') res.writeHead(200).write('a')
  req.resume().on('end', () => res.end('whole'))
})
// What ends a connection here is nothing else.
server.keepAliveTimeout = 0
let port = 0
beforeAll(async () => {
  port = await listen(server, 0, '127.0.0.1')
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** All that is answered to a request whose body has so many of its bytes, until the connection is over. */
async function send(
  request: string,
  length: number,
  body: string,
  connection = 'close',
): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const head = [
    `${request} HTTP/1.1`,
    'Host: x',
    `Connection: ${connection}`,
    `Content-Length: ${length}`,
  ]
  socket.on('error', () => {})
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  let answer = ''
  socket.setEncoding('latin1').on('data', (text) => {
    answer += text
  })
  await once(socket, 'close')
  return answer
}

it('ends what does not come in time with 408', async () => {
  expect(await send('POST /', 5, 'abc')).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
})

it('ends what was begun to be answered without another word', async () => {
  const answer = await send('POST /at-once', 5, 'abc')
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  expect(answer).not.toContain('408')
})

it('ends what was answered whole and goes on sending', async () => {
  expect(await send('POST /whole-at-once', 5, 'abc', 'keep-alive')).toMatch(/^HTTP\/1\.1 200 /)
})

it.each([
  ['a whole body', 'POST /', 3, 'abc'],
  ['no body', 'GET /', 0, ''],
])('lets %s be answered', async (_what, request, length, body) => {
  expect(await send(request, length, body)).toMatch(/^HTTP\/1\.1 200 /)
})

import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import type { ReadableSource } from '@cashbacktv/contract'
import { afterEach, expect, test } from 'vitest'
import { hearSource } from './hear-source.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function listening(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function http(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listening(createHttpServer(answer))}/live.ts`
}

const hears = (source: ReadableSource) => hearSource(source, ['127.0.0.0/8'])

test('nobody is heard where nobody listens, over any protocol', async () => {
  const server = createServer()
  const port = await listening(server)
  server.close()
  await once(server, 'close')
  expect(await hears({ url: `http://127.0.0.1:${port}/live.ts` })).toBeNull()
  expect(await hears({ url: `rtmp://127.0.0.1:${port}/live/one` })).toBeNull()
})

test('a stream that sends is heard by its first bytes, and left at once', async () => {
  let left: Promise<unknown> | undefined
  const url = await http((_request, response) => {
    response.writeHead(200)
    response.write('G')
    left = once(response, 'close')
  })
  expect(await hears({ url })).toBe('speaks')
  await left
})

test('a server that accepts and says nothing is not heard', async () => {
  const port = await listening(createServer())
  expect(await hears({ url: `http://127.0.0.1:${port}/live.ts` })).toBeNull()
  const headersOnly = await http((_request, response) => {
    response.writeHead(200)
    response.flushHeaders()
  })
  expect(await hears({ url: headersOnly })).toBeNull()
})

test('a server without the stream is not heard', async () => {
  const url = await http((_request, response) => response.writeHead(404).end('Not here.'))
  expect(await hears({ url })).toBeNull()
})

test('the mark of a playlist is the same until the playlist goes on', async () => {
  let sequence = 1
  const url = await http((_request, response) =>
    response.end(`#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:${sequence}\n`),
  )
  const first = await hears({ url })
  expect(first).not.toBeNull()
  expect(await hears({ url })).toBe(first)
  sequence++
  expect(await hears({ url })).not.toBe(first)
})

test('the name and password of the address go along', async () => {
  const url = await http((request, response) => {
    const expected = `Basic ${Buffer.from('me:se cret').toString('base64')}`
    response.writeHead(request.headers.authorization === expected ? 200 : 401).end('G')
  })
  expect(await hears({ url })).toBeNull()
  expect(await hears({ url: url.replace('//', '//me:se%20cret@') })).toBe('speaks')
})

test('a port that accepts is heard; what only FFmpeg can open is not judged', async () => {
  const port = await listening(createServer())
  expect(await hears({ url: `rtsp://127.0.0.1:${port}/one` })).toBe('open')
  expect(await hears({ url: `srt://127.0.0.1:${port}` })).toBeUndefined()
  expect(await hears({ url: 'udp://239.1.1.1:5000' })).toBeUndefined()
  expect(await hears({ url: 'testcard://320x180@25' })).toBeUndefined()
})

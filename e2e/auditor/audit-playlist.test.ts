import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { waitFor } from '../stack/wait-for.ts'
import { auditPlaylist } from './audit-playlist.ts'

let server: Server
let url: string
let polls: number
let stream: { first: number; segments: boolean; away: boolean }

beforeEach(async () => {
  polls = 0
  stream = { first: 0, segments: true, away: false }
  server = createServer((req, res) => {
    if (req.url?.endsWith('i-frames.m3u8')) return res.writeHead(404).end()
    if (req.url?.endsWith('.ts')) return res.writeHead(stream.segments ? 200 : 404).end()
    polls++
    return stream.away ? res.writeHead(503).end() : res.writeHead(200).end(render(stream.first))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/index.m3u8`
})

afterEach(() => {
  server.close()
  server.closeAllConnections()
})

test('a stream that slides and whose segments stay breaks no rule', async () => {
  expect(await audited(() => {})).toEqual([])
})

test('a segment that went before its time is told', async () => {
  expect(await audited(() => (stream.segments = false))).toContain('segment-missing')
})

test('a playlist that is not answered is told, once it had been', async () => {
  expect(await audited(() => (stream.away = true))).toContain('not-answered')
})

/** Rules broken while the stream slides one segment each poll, with something happening meanwhile. */
async function audited(happen: () => void): Promise<string[]> {
  const ending = new AbortController()
  const audit = auditPlaylist({ url, signal: ending.signal, everyMs: 20 })
  for (let step = 1; step <= 20; step++) {
    const seen = polls
    await waitFor('a poll', () => polls > seen, { everyMs: 5 })
    stream.first = step
    if (step === 5) happen()
  }
  ending.abort()
  return (await audit).violations.map(({ rule }) => rule)
}

/** Segments of 20 ms, so that their time is over soon. */
function render(first: number): string {
  const entries = [0, 1, 2].map((at) => `#EXTINF:0.02,\n${first + at}.ts`)
  return `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:${first}\n${entries.join('\n')}\n`
}

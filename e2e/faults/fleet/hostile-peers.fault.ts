import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHostilePeers } from '../../sources/hostile-peers.ts'
import { startHttpTs } from '../../sources/http-ts.ts'
import { isOfFfmpeg, readMediaCalls } from '../../stack/system-calls.ts'
import { type TempFolder, tempFolder } from '../../stack/temp-folder.ts'
import { startBesideGood, startTracedFleet } from './beside-good.ts'
import type { Fleet } from './start-fleet.ts'

/** Libraries, which are nobody's own memory. */
const SHARED = 128 * 2 ** 20

let folder: TempFolder
let fleet: Fleet
let hostile: Awaited<ReturnType<typeof startHostilePeers>>
let good: Awaited<ReturnType<typeof startHttpTs>>
beforeAll(async () => {
  folder = tempFolder('hostile-peers')
  hostile = await startHostilePeers()
  good = await startHttpTs({ width: 320, height: 180 })
  fleet = await startTracedFleet(join(folder.path, 'trace'))
})
afterAll(async () => {
  await fleet?.stop()
  await Promise.all([hostile?.close(), good?.close()])
  folder?.remove()
})

test('peers that misuse HTTP, RTMP, RTSP, SRT and UDP take no memory, file, port or other channel', async () => {
  const sources = hostile.sources.map((source) => ({ ...source, mode: 'copy' as const }))
  const { peaks, violations, pace } = await startBesideGood(fleet, good.url, sources)
  const connected = hostile.sources.filter(({ url }) => !url.startsWith('udp:'))
  expect([...hostile.met].toSorted()).toEqual(connected.map(({ name }) => name).toSorted())
  expect(violations).toEqual([])
  expect(pace).toBeGreaterThan(0.95)
  expect(peaks.length).toBeGreaterThan(sources.length)
  expect(peaks.filter(({ peakBytes, boundBytes }) => peakBytes > boundBytes + SHARED)).toEqual([])
  const calls = readMediaCalls(join(folder.path, 'trace'))
  expect([...calls.opened].filter((path) => !isOfFfmpeg(path, fleet.mediaDir))).toEqual([])
  expect([...calls.connected].filter((address) => !isOfPeers(address))).toEqual([])
  expect([...calls.bound].filter((address) => !isOwnPort(address))).toEqual([])
  expect({ listened: calls.listened, started: [...calls.started] }).toEqual({
    listened: 0,
    started: [],
  })
})

const portsOf = (sources: readonly { url: string }[]) => sources.map(({ url }) => new URL(url).port)

function isOfPeers(address: string): boolean {
  return portsOf([...hostile.sources, good]).some((port) => address === `127.0.0.1:${port}`)
}

/** Any free one of its own, and the one that datagrams are sent to. */
function isOwnPort(address: string): boolean {
  const datagrams = hostile.sources.filter(({ url }) => url.startsWith('udp:'))
  const port = address.slice(address.lastIndexOf(':') + 1)
  return port === '0' || portsOf(datagrams).includes(port)
}

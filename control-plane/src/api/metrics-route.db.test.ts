import { spawn } from 'node:child_process'
import { EventBatch, type HostReport, METRICS } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { helloOf, reportOf } from '../link/test/test-agent.ts'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

const SAMPLE: HostReport['sample'] = {
  coresPercent: [50],
  cpuPercent: 50,
  load1: 1,
  memoryTotalBytes: 8,
  memoryUsedBytes: 4,
  diskTotalBytes: 100,
  diskUsedBytes: 10,
  diskReadBytesPerSecond: 0,
  diskWrittenBytesPerSecond: 0,
  mediaTotalBytes: 50,
  mediaUsedBytes: 5,
  networkReceivedBytesPerSecond: 0,
  networkSentBytesPerSecond: 0,
  networkReceivedBytes: 1000,
  networkSentBytes: 2000,
}

let plane: TestPlane
let host: Awaited<ReturnType<TestPlane['agent']>>
beforeAll(async () => {
  plane = await startTestPlane()
  host = await plane.agent('counted')
  await host.agent.link.hello.mutate(helloOf())
  await host.agent.link.report.mutate(reportOf(host.hostId, { sample: SAMPLE }))
})
afterAll(() => plane.close())

function scrape(token = plane.tokens.viewer) {
  return plane.ask({
    method: 'GET',
    path: '/metrics',
    headers: { authorization: `Bearer ${token}` },
  })
}

/** Names that the linter of Prometheus complains of. @throws where it cannot read the text at all */
async function lint(text: string): Promise<string[]> {
  const child = spawn('promtool', ['check', 'metrics'])
  let said = ''
  child.stderr.on('data', (part) => {
    said += part
  })
  child.stdin.end(text)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  // 3: read, with complaints.
  if (code !== 0 && code !== 3) throw new Error(said)
  return said.split('\n').map((line) => line.split(' ')[0] ?? '')
}

test('who is not logged in reads no figures, and is told what to send', async () => {
  const { status, body } = await plane.ask({ method: 'GET', path: '/metrics' })
  expect(status).toBe(401)
  expect(body.error.message).toContain('key of a viewer')
})

test('what is scraped is what Prometheus reads, but for names that were given', async () => {
  await plane.as('operator', 'POST', '/channels', {
    name: 'Haber "24"',
    sources: [{ url: 'https://tv.example/live.m3u8' }],
  })
  const { status, text, headers } = await scrape()
  expect(status).toBe(200)
  expect(headers.get('content-type')).toContain('text/plain; version=0.0.4')
  expect(text).toContain('name="Haber \\"24\\""')
  // Names of the library's own series are not ours to choose.
  const ours = (await lint(text)).filter((name) => name in METRICS)
  const given = Object.keys(METRICS).filter((name) => METRICS[name]?.oddName !== undefined)
  expect(ours.filter((name) => !given.includes(name))).toEqual([])
  // One that is no longer complained of needs no excuse.
  expect(given.filter((name) => text.includes(`${name}{`) || text.includes(`${name} `))).toEqual(
    given.filter((name) => ours.includes(name)),
  )
})

test('requests are counted by the pattern of their route, never by what was asked for', async () => {
  await plane.as('viewer', 'GET', '/channels/5f2a6ffe-0000-4000-8000-000000000001')
  await plane.ask({ method: 'GET', path: '/no/such/page-of-somebody' })
  const { text } = await scrape()
  expect(text).toContain('route="/api/v1/channels/:id",status="404"')
  expect(text).not.toContain('5f2a6ffe')
  expect(text).not.toContain('page-of-somebody')
})

test('reports, sockets and restarts of a host are counted', async () => {
  const { agent, hostId } = host
  const { body } = await plane.as('operator', 'POST', '/channels', {
    name: 'Counted',
    sources: [{ url: 'https://tv.example/live.m3u8' }],
  })
  const happening = {
    kind: 'run-exited',
    channelId: body.id,
    runId: 'abcdefgh-0123456789abcdef',
    exitCode: 1,
    signal: null,
    asked: false,
    uptimeSeconds: 5,
    logTail: [],
    reason: { class: 'network', code: 'late', message: 'Late.' },
  }
  const events = EventBatch.shape.events.parse([
    { number: 1, at: new Date().toISOString(), happening },
  ])
  for (const _again of [1, 2]) await agent.link.events.mutate({ events, oldestHeld: 1 })
  const { text } = await scrape()
  expect(text).toContain('websocket_connections_total{kind="link"} 1')
  expect(text).toContain(`channel_restarts_total{channel_id="${body.id}",reason="late"} 1`)
  expect(text).toContain(`host_up{host_id="${hostId}",host="counted"} 1`)
})

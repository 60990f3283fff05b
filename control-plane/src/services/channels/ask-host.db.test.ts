import { type HostAnswer, type HostQuestion, RunId, reasonOf } from '@cashbacktv/contract'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { TestAgent } from '../../link/test/test-agent.ts'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'

const SECRET = 's3cr3t-passphrase'
let one: TestPlane
let agent: TestAgent
let id = ''
let stop = () => {}

beforeAll(async () => {
  one = await startTestPlane({ sourceAllowCidrs: ['127.0.0.0/8'] })
  const host = await one.agent()
  agent = host.agent
  const made = await one.as('operator', 'POST', '/channels', {
    name: 'Asked',
    hostId: host.hostId,
    sources: [{ url: `srt://127.0.0.1:9000?passphrase=${SECRET}` }],
  })
  id = made.body.id
})
afterEach(() => stop())
afterAll(() => one?.close())

/** Lets the agent answer all that it is asked from now on. */
function answering(answerOf: (question: HostQuestion) => HostAnswer): HostQuestion[] {
  const asked: HostQuestion[] = []
  let next = agent.requests.length
  const timer = setInterval(() => {
    for (; next < agent.requests.length; next += 1) {
      const request = agent.requests[next]
      if (!request) return
      asked.push(request.question)
      void agent.link.reply.mutate({ id: request.id, answer: answerOf(request.question) })
    }
  }, 5)
  stop = () => clearInterval(timer)
  return asked
}
const failed = (message: string): HostAnswer => ({
  kind: 'failed',
  reason: { class: 'network', code: 'refused', message },
})
const probe = (url: string, role: 'viewer' | 'operator' = 'operator') =>
  one.ask({
    method: 'POST',
    path: '/trpc/channels.probe',
    body: { url },
    headers: { authorization: `Bearer ${one.tokens[role]}` },
  })
const at = '2026-01-01T00:00:00.000Z'
const NO_RUNS = { run: null, runs: [] }
const RUN = RunId.parse('r0000001-0123456789abcdef')

describe('logs', () => {
  test('come from the host, as many as asked for', async () => {
    const asked = answering(() => ({
      kind: 'log-tail',
      lines: [{ at, level: 'warning', text: 'slow' }],
      ...NO_RUNS,
    }))
    const answer = await one.as('viewer', 'GET', `/channels/${id}/logs?tail=7`)
    expect([answer.status, answer.body]).toEqual([
      200,
      { lines: [{ at, level: 'warning', text: 'slow' }], ...NO_RUNS },
    ])
    expect(asked).toEqual([{ kind: 'log-tail', channelId: id, lines: 7 }])
  })

  test('of one run are asked for by its name, and say which runs there are and how they ended', async () => {
    const reason = reasonOf('resource', 'not-started', { detail: `with ${SECRET}` })
    const end = { at, uptimeSeconds: 9, segments: 4, exitCode: 1, signal: null, reason }
    const run = { runId: RUN, startedAt: at, end }
    const prelude = { command: `ffmpeg -i ${SECRET}`, ffmpegVersion: '5.1', source: SECRET }
    const asked = answering(() => ({
      kind: 'log-tail',
      lines: [],
      runs: [run],
      run: { ...run, prelude },
    }))
    const answer = await one.as('viewer', 'GET', `/channels/${id}/logs?runId=${RUN}`)
    expect(asked).toEqual([{ kind: 'log-tail', channelId: id, lines: 100, runId: RUN }])
    expect(answer.text).not.toContain(SECRET)
    expect(answer.body).toMatchObject({
      run: { runId: RUN, prelude: { command: 'ffmpeg -i ***', ffmpegVersion: '5.1' } },
      runs: [{ runId: RUN, end: { exitCode: 1, reason: { code: 'not-started' } } }],
    })
    expect((await one.as('viewer', 'GET', `/channels/${id}/logs?runId=../x`)).status).toBe(422)
  })

  test('hide the secrets of the sources even when the host did not', async () => {
    const text = `srt://127.0.0.1:9000?passphrase=${SECRET}: Input/output error, ${SECRET}`
    answering(({ kind }) =>
      kind === 'command'
        ? { kind, command: `ffmpeg -i ${text}` }
        : { kind: 'log-tail', lines: [{ at, level: 'error', text }], ...NO_RUNS },
    )
    const logs = await one.as('viewer', 'GET', `/channels/${id}/logs`)
    expect(logs.text).toContain('Input/output error')
    expect(logs.text).not.toContain(SECRET)
    const input = encodeURIComponent(JSON.stringify({ id }))
    const command = await one.ask({
      method: 'GET',
      path: `/trpc/channels.command?input=${input}`,
      headers: { authorization: `Bearer ${one.tokens.viewer}` },
    })
    expect(command.text).toContain('ffmpeg -i')
    expect(command.text).not.toContain(SECRET)
  })

  test('that the host cannot give are 503 with its sentence, of no channel 404', async () => {
    answering(() => failed('The log cannot be read.'))
    const answer = await one.as('viewer', 'GET', `/channels/${id}/logs`)
    expect([answer.status, answer.body.error.message]).toEqual([503, 'The log cannot be read.'])
    const none = '00000000-0000-4000-8000-000000000000'
    expect((await one.as('viewer', 'GET', `/channels/${none}/logs`)).status).toBe(404)
    expect((await one.as('viewer', 'GET', `/channels/${id}/logs?tail=1001`)).status).toBe(422)
  })
})

describe('measuring quality', () => {
  const measured = { ssim: 0.99, score: 80, vmaf: null, at, model: 1, seconds: 6 }
  const path = () => `/channels/${id}/quality`

  test('is for operators, over REST, and tells what the host found', async () => {
    const asked = answering(() => ({ kind: 'quality', measured }))
    expect((await one.as('viewer', 'POST', path())).status).toBe(403)
    const answer = await one.as('operator', 'POST', path())
    expect([answer.status, answer.body]).toEqual([200, measured])
    expect(asked).toEqual([{ kind: 'quality', channelId: id }])
  })

  test('that the host refuses is 503 with its sentence, of no channel 404', async () => {
    answering(() => ({ kind: 'failed', reason: reasonOf('resource', 'quality-one-reader') }))
    const answer = await one.as('operator', 'POST', path())
    expect([answer.status, answer.body.error.message]).toEqual([
      503,
      expect.stringContaining('one reader only'),
    ])
    const none = '00000000-0000-4000-8000-000000000000'
    expect((await one.as('operator', 'POST', `/channels/${none}/quality`)).status).toBe(404)
  })
})

describe('probing', () => {
  test('shows what the host found, or its reason as the problem of the address', async () => {
    answering(() => failed('Nothing answers there.'))
    const answer = await probe('http://127.0.0.1:8000/live.ts')
    const { data } = answer.body.error
    expect([answer.status, data.error.code]).toEqual([422, 'probe_failed'])
    expect(data.error.details).toEqual([
      { path: 'url', message: 'Nothing answers there.', code: 'refused', params: {} },
    ])
  })

  test.each([
    ...[
      'file:///etc/passwd',
      'FILE:///etc/passwd',
      '/etc/passwd',
      '../../x',
      'concat:/a.ts|/b.ts',
      'pipe:0',
      'data:,x',
    ],
    ...[
      'gopher://127.0.0.1:6379/9/\r\nSET x 1',
      'rtsp://127.0.0.1:6379/x\r\nSET x 1\r\n',
      '-i',
      '-protocol_whitelist file',
    ],
    ...[
      'http://169.254.169.254/latest/',
      'http://10.0.0.1/',
      'http://[fd00:ec2::254]/',
      'http://0/',
      'rtmp://0xa9fea9fe/a',
    ],
    ...[
      'http://example.invalid:22/x',
      'http://127.0.0.1:6379/',
      'http://127.0.0.1:0/',
      'ftp://127.0.0.1/',
      'hls+http://127.0.0.1/',
    ],
    ...['tcp://0.0.0.0:9000?listen', 'udp://239.0.0.1:1234?fifo_size=99999999999&localaddr=x'],
  ])('%j is refused before any host is asked', async (url) => {
    const asked = answering(() => failed('asked'))
    const answer = await probe(url)
    expect(answer.status).toBe(422)
    const told = answer.body.error.data.error
    expect([asked, told.code, told.details[0].path]).toEqual([[], 'validation_failed', 'url'])
  })

  test('takes an operator', async () => {
    expect((await probe('testcard://640x360@25', 'viewer')).status).toBe(403)
  })
})

test('a host that is away is told as such, at once', async () => {
  const other = await one.agent('two')
  await expect.poll(() => other.agent.snapshots.length).toBeGreaterThan(0)
  const made = await one.as('operator', 'POST', '/channels', {
    name: 'Away',
    hostId: other.hostId,
    sources: [{ url: 'testcard://640x360@25' }],
  })
  await other.agent.close()
  // What was asked while the connection ended may be answered over the next one, and is waited for.
  const isToldAtOnce = async () => {
    const from = performance.now()
    const { status } = await one.as('viewer', 'GET', `/channels/${made.body.id}/logs`)
    return status === 503 && performance.now() - from < 3000
  }
  await expect.poll(isToldAtOnce).toBe(true)
})

import { setTimeout as wait } from 'node:timers/promises'
import { HostEvent, HostHappening, type HostId, type Role, reasonOf } from '@cashbacktv/contract'
import { madeObservation } from '@cashbacktv/contract/made-host'
import { auditEntries, events, incidents } from '@cashbacktv/db'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { proceduresByPath, restProcedures } from './api/rest-procedures.ts'
import { helloOf, reportOf, type TestAgent } from './link/test/test-agent.ts'
import { startTestPlane, type TestPlane } from './test/start-test-plane.ts'

/** A secret in every place that a source has for one. Each word is found nowhere else. */
const SOURCES = [
  { url: 'http://Zuser1:Zpass1@127.0.0.1:8001/live/Zpath1/Zpath2/Zname1.ts?pw=Zvalue1&Zbare1' },
  { url: 'https://127.0.0.1/Zpath3/index.m3u8?pin=Zvalue2&latency=Zvalue3' },
  { url: 'rtmp://127.0.0.1/Zkey1' },
  { url: 'rtmps://127.0.0.1/live/Zkey2?Zname2=1' },
  { url: 'rtsp://Zuser2:Zpass2@127.0.0.1/Zpath4?tcp&Zbare2' },
  { url: 'srt://127.0.0.1:9000?passphrase=Zpassphrase1&streamid=Zstream1' },
  {
    url: 'http://127.0.0.1/x.ts',
    userAgent: 'Zagent1',
    referer: 'http://127.0.0.1/Zreferer1',
    headers: [{ name: 'X-Token', value: 'Zheader1' }],
  },
  { url: 'http://127.0.0.1/play.Zkind1' },
]
/** As hosts of an older release would say it: in addresses, and parts of them alone. */
const QUOTED = SOURCES.map(({ url }) => `Opening '${url}' for reading`)
const ALONE = JSON.stringify(SOURCES).match(/\bZ[a-z]+\d/g) ?? []
const SAID = [...QUOTED, ...ALONE.map((word) => `${word} was refused`), "GET '/x?pw=Zvalue1'"]

/** Each by its name: a key made at random may well have a Z, letters and a digit somewhere. */
const PLANTED = [...new Set([...ALONE, 'Ztarget1'])]
const leaksIn = (text: string) => PLANTED.filter((word) => text.includes(word))

let one: TestPlane
let agent: TestAgent
let hostId: HostId
const ids: Record<string, string> = {}
const RUN = 'r0000001-0123456789abcdef'
const reason = reasonOf('network', 'resolve-failed', { detail: QUOTED[0] ?? '' })

beforeAll(async () => {
  one = await startTestPlane({ sourceAllowCidrs: ['127.0.0.0/8'] })
  const host = await one.agent()
  agent = host.agent
  hostId = host.hostId
  const made = await one.as('admin', 'POST', '/channels', { name: 'One', hostId, sources: SOURCES })
  expect(made.status).toBe(201)
  const { id, sources } = made.body
  const gone = await one.as('admin', 'POST', '/channels', { name: 'Gone', sources: SOURCES })
  await one.as('admin', 'DELETE', `/channels/${gone.body.id}`)
  const reversed = [...sources].reverse()
  expect((await one.as('admin', 'PUT', `/channels/${id}`, { sources: reversed })).status).toBe(200)
  expect((await one.as('admin', 'PUT', `/channels/${id}`, { sources })).status).toBe(200)
  await one.as('admin', 'POST', `/channels/${id}/start`)
  const target = await one.as('admin', 'POST', '/alerts/targets', {
    name: 'Hook',
    address: { kind: 'slack', url: 'https://127.0.0.1/Ztarget1' },
  })
  expect([target.status, target.text]).toEqual([201, expect.any(String)])
  Object.assign(ids, { channel: id, host: hostId, source: sources[0].id, target: target.body.id })
  ids.preset = (await one.as('admin', 'GET', '/settings/presets')).body.items[0].id
  await speak()
  const [event] = await one.db.select().from(events)
  ids.entry = event?.id ?? ''
  await vi.waitFor(async () => expect(await one.db.select().from(incidents)).not.toHaveLength(0), {
    timeout: 40_000,
    interval: 100,
  })
  ids.incident = (await one.db.select().from(incidents))[0]?.id ?? ''
}, 90_000)
afterAll(() => one?.close())

/** A host that hides nothing: what it runs, what became of it, and how its channel is. */
async function speak() {
  const common = { channelId: ids.channel, runId: RUN }
  const command = `ffmpeg -i ${SOURCES.map(({ url }) => url).join(' -i ')} ${ALONE.join(' ')}`
  const happenings = [
    { kind: 'run-started', ...common, pid: 7, sourceId: ids.source, command },
    {
      kind: 'run-exited',
      ...common,
      exitCode: 1,
      signal: null,
      asked: false,
      reason,
      uptimeSeconds: 1,
      logTail: SAID.slice(0, 20),
    },
    {
      kind: 'run-exited',
      ...common,
      exitCode: 1,
      signal: null,
      asked: false,
      reason,
      uptimeSeconds: 1,
      logTail: SAID.slice(20, 40),
    },
    { kind: 'gave-up', channelId: ids.channel, reason },
    { kind: 'host-notice', reason },
  ]
  await agent.link.hello.mutate(helloOf())
  await agent.link.events.mutate({
    oldestHeld: 1,
    events: happenings.map((happening, index) =>
      HostEvent.parse({
        number: index + 1,
        at: new Date().toISOString(),
        happening: HostHappening.parse(happening),
      }),
    ),
  })
  const channel = madeObservation({
    channelId: ids.channel,
    state: 'error',
    since: new Date().toISOString(),
    reason,
    attempt: 9,
  })
  await agent.link.report.mutate(reportOf(hostId, { channels: [channel] }))
}

/** Answers whatever a host is asked, with everything in it. */
function answerQuestions(): () => void {
  let next = agent.requests.length
  const at = new Date().toISOString()
  const timer = setInterval(() => {
    for (const { id, question } of agent.requests.slice(next)) {
      next += 1
      const lines = SAID.map((text) => ({ at, level: 'error' as const, text }))
      const failed = { kind: 'failed' as const, reason }
      const answer =
        question.kind === 'log-tail'
          ? { kind: question.kind, lines, runs: [], run: null }
          : question.kind === 'command'
            ? { kind: question.kind, command: SAID.join(' ') }
            : failed
      void agent.link.reply.mutate({ id, answer } as Parameters<typeof agent.link.reply.mutate>[0])
    }
  }, 5)
  return () => clearInterval(timer)
}

/** What queries are asked with, until one fits. */
const inputs = () => [
  { id: ids.channel, entryId: ids.entry },
  ...[ids.channel, ids.host, ids.incident, ids.target, ids.preset].map((id) => ({ id })),
  { channelId: ids.channel },
  undefined,
]

/** Of whom there is none here, or who has nothing to do with sources. */
const NOT_ASKED = ['rollouts.get', 'recordings.get', 'auth.passwordLink', 'users.get']

const queries = Object.entries(proceduresByPath()).flatMap(([name, { _def }]) =>
  (_def as { type: string }).type === 'query' && !NOT_ASKED.includes(name) ? [name] : [],
)

describe.each(['viewer', 'operator'] as const)('shown to a %s', (role) => {
  const headers = () => ({ authorization: `Bearer ${one.tokens[role]}` })

  test.each(queries)('%s has no secret of a source in it', async (name) => {
    const stop = answerQuestions()
    const statuses: number[] = []
    for (const input of inputs()) {
      const query = input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''
      const answer = await one.ask({
        method: 'GET',
        path: `/trpc/${name}${query}`,
        headers: headers(),
      })
      statuses.push(answer.status)
      expect(leaksIn(answer.text)).toEqual([])
      if (answer.status === 403) break
    }
    stop()
    // One that could be asked with none of these has not been looked at.
    expect(statuses.some((status) => status === 200 || status === 403)).toBe(true)
  })

  test('nor has any route of REST that reads or acts', async () => {
    const stop = answerQuestions()
    // It is what they are for.
    const asked = restProcedures().filter(({ name }) => name !== 'sources.reveal')
    for (const { method, path, name } of asked) {
      if (name.startsWith('auth.') || method === 'DELETE') continue
      for (const id of [ids.channel, ids.host, ids.incident, ids.target].map(String)) {
        const at = path.replace('{id}', id).replace('{entryId}', ids.entry ?? '')
        const answer = await one.as(role, method, at, method === 'GET' ? undefined : {})
        expect([name, leaksIn(answer.text)]).toEqual([name, []])
        if (!path.includes('{id}')) break
      }
    }
    stop()
  }, 60_000)

  test('nor have the routes beside them, refusals and the list of what lives', async () => {
    const paths = ['/metrics', '/readyz', '/api/v1/openapi.json', '/api/v1/backup', '/link', '/']
    for (const path of paths) {
      const answer = await one.ask({ method: 'GET', path, headers: headers() })
      expect([path, leaksIn(answer.text)]).toEqual([path, []])
    }
    const wrong = {
      sources: [{ url: 'http://Zuser1:Zpass1@127.0.0.1/x#Zvalue1', userAgent: '\n' }],
    }
    const refused = await one.as(role, 'PUT', `/channels/${ids.channel}`, wrong)
    expect([refused.status >= 400, leaksIn(refused.text)]).toEqual([true, []])
  })

  test('nor has the stream of live changes, and the socket of hosts is not for them', async () => {
    const scopes = [{}, { channels: 'one', figures: String(ids.channel).replaceAll('-', '') }]
    for (const scope of scopes) {
      const text = await firstSecondOf(
        `/trpc/live.watch?input=${encodeURIComponent(JSON.stringify(scope))}`,
        headers(),
      )
      expect(text).toContain(String(ids.channel))
      expect(leaksIn(text)).toEqual([])
    }
    const socket = new WebSocket(`${one.url.replace('http', 'ws')}/link`, { headers: headers() })
    const status = await new Promise((resolve) => {
      socket.on('error', () => {})
      socket.once('open', () => resolve('open'))
      socket.once('unexpected-response', (_, { statusCode }) => resolve(statusCode))
    })
    socket.terminate()
    expect(status).toBe(401)
  })
})

async function firstSecondOf(path: string, headers: Record<string, string>): Promise<string> {
  const ending = new AbortController()
  const response = await fetch(`${one.url}${path}`, { headers, signal: ending.signal })
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  const until = performance.now() + 10_000
  while (reader && !text.includes('"whole":true') && performance.now() < until) {
    const { value, done } = await reader.read()
    if (done) break
    text += decoder.decode(value, { stream: true })
  }
  ending.abort()
  await wait(0)
  return text
}

test('nothing of it is in the audit, in what is kept of hosts, in a log or in the list of a file', async () => {
  expect(leaksIn(JSON.stringify(await one.db.select().from(auditEntries)))).toEqual([])
  expect(leaksIn(JSON.stringify(await one.db.select().from(events)))).toEqual([])
  expect(leaksIn(one.log.join(''))).toEqual([])
})

test('whole they are for who may have them: revealed, and in the backup of an administrator', async () => {
  const known = leaksIn(JSON.stringify(SOURCES)).sort()
  const shown = async (role: Role, method: string, path: string) =>
    leaksIn((await one.as(role, method, path)).text)
  const revealed = await shown('operator', 'POST', `/channels/${ids.channel}/reveal`)
  expect(revealed.sort()).toEqual(known)
  expect((await shown('admin', 'GET', '/backup')).sort()).toEqual(known)
  expect(await shown('viewer', 'POST', `/channels/${ids.channel}/reveal`)).toEqual([])
})

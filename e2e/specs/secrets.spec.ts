import { join } from 'node:path'
import { startEmbeddedPostgres } from '@cashbacktv/db/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { statusSource } from '../sources/faults.ts'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { startRtmp } from '../sources/rtmp.ts'
import { addViewer } from '../stack/add-viewer.ts'
import type { Api } from '../stack/api-client.ts'
import { ADMIN_PASSWORD, type Stack, startStack } from '../stack/start-stack.ts'
import { tempFolder } from '../stack/temp-folder.ts'

const SECRETS = {
  password: 'pw-Zx81secret',
  token: 'tok-Qm27secret',
  streamKey: 'key-Lk93secret',
  failing: 'fail-Rt55secret',
}

let database: Awaited<ReturnType<typeof startEmbeddedPostgres>>
let stack: Stack
let viewer: Api
const folder = tempFolder('secrets')
const sources: LiveSource[] = []
const ids: string[] = []

beforeAll(async () => {
  database = await startEmbeddedPostgres({ dataDir: join(folder.path, 'database'), log: () => {} })
  stack = await startStack({ env: { DATABASE_URL: database.url, LOG_LEVEL: 'debug' } })
  viewer = await addViewer(database.url, stack.url)
  const [http, rtmp, failing] = await Promise.all([
    startHttpTs({ credentials: { user: 'feed', password: SECRETS.password } }),
    startRtmp({ streamKey: SECRETS.streamKey }),
    statusSource(403),
  ])
  sources.push(http, rtmp, failing)
  const urls = [
    `${http.url}?token=${SECRETS.token}`,
    rtmp.url,
    failing.url.replace('//', `//user:${SECRETS.failing}@`),
  ]
  for (const [index, url] of urls.entries()) {
    const input = { name: `Secret ${index}`, sources: [{ url }] }
    const { id } = await stack.api.startNew(input)
    ids.push(id)
  }
  const [first = '', second = '', third = ''] = ids
  await stack.api.waitForChannel(first, ({ status }) => status === 'running')
  await stack.api.waitForChannel(second, ({ status }) => status === 'running')
  await stack.api.waitForChannel(third, ({ reason }) => reason !== null)
})
afterAll(async () => {
  await stack?.stop()
  await database?.stop()
  await Promise.all(sources.map((source) => source.close()))
  folder.remove()
})

const leaksIn = (text: string) => Object.values(SECRETS).filter((secret) => text.includes(secret))

test('a viewer sees the channels without the secrets of their sources', async () => {
  const list = await viewer.send('GET', '/channels')
  expect(list.status).toBe(200)
  expect(leaksIn(list.text)).toEqual([])
  for (const id of ids) {
    for (const path of ['', '/metrics', '/logs?tail=500']) {
      expect(leaksIn((await viewer.send('GET', `/channels/${id}${path}`)).text)).toEqual([])
    }
  }
})

test("FFmpeg's log, the processes and the events show no secret, to an admin either", async () => {
  for (const id of ids) {
    expect(leaksIn((await stack.api.send('GET', `/channels/${id}/logs?tail=500`)).text)).toEqual([])
  }
  for (const path of ['/monitoring/processes', '/monitoring/streams', '/monitoring/system']) {
    expect(leaksIn((await stack.api.send('GET', path)).text)).toEqual([])
  }
  const events = await fetch(`${stack.url}/trpc/events.list`, {
    headers: { authorization: `Bearer ${stack.api.token}` },
  })
  const text = await events.text()
  expect(text).toContain('run-started')
  expect(leaksIn(text)).toEqual([])
})

test('the reason of a failure names what went wrong without the secret', async () => {
  const { reason } = await stack.api.channel(ids[2] ?? '')
  expect(reason?.message.length).toBeGreaterThan(5)
  expect(leaksIn(JSON.stringify(reason))).toEqual([])
})

test('no log line of the product carries a secret, a password or a token', () => {
  const logs = stack.logs()
  expect(logs.length).toBeGreaterThan(100)
  expect(leaksIn(logs)).toEqual([])
  expect(logs).not.toContain(ADMIN_PASSWORD)
  expect(logs).not.toContain(stack.api.token ?? 'no token')
})

test('a viewer may not change, start or delete anything', async () => {
  const [id = ''] = ids
  const input = { name: 'x', sources: [{ url: 'testcard://640x360@25' }] }
  const answers = await Promise.all([
    viewer.send('POST', '/channels', input),
    viewer.send('PUT', `/channels/${id}`, { name: 'y' }),
    viewer.send('POST', `/channels/${id}/stop`),
    viewer.send('DELETE', `/channels/${id}`),
    viewer.send('PUT', '/settings', {}),
  ])
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
  expect((await stack.api.channel(id)).name).toBe('Secret 0')
})

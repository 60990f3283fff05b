import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stack, startStack } from '../stack/start-stack.ts'

const EVIL = 'evil.test'
const HOSTILE: Record<string, string>[] = [
  { host: EVIL },
  { 'x-forwarded-host': EVIL, 'x-forwarded-proto': 'https' },
]

let stack: Stack
let cookie: string
let channelId: string
beforeAll(async () => {
  // Whoever connects is believed, and nothing says where we are.
  stack = await startStack({ env: { TRUST_PROXY: 'on' } })
  cookie = `cbtv_access=${stack.api.token}`
  const channel = { name: 'One', sources: [{ url: 'testcard://320x180@10' }] }
  channelId = (await stack.api.createChannel(channel)).id
})
afterAll(() => stack?.stop())

test('no page tells anybody the name that it was asked by', async () => {
  const paths = [
    ...['/', '/channels', '/channels?view=list', '/channels/new', '/wall', '/hosts', '/recordings'],
    ...[`/channels/${channelId}`, `/channels/${channelId}/edit`, '/monitoring', '/analytics'],
    ...['/settings', '/settings/users', '/account', '/alerts', '/nothing', '/'],
  ]
  for (const path of paths) {
    for (const headers of HOSTILE) {
      const { whole } = await ask({ path, headers: { ...headers, cookie } })
      expect([path, whole.includes(EVIL)]).toEqual([path, false])
    }
  }
  for (const path of ['/login', '/forgot', '/reset?token=x', '/channels', '/', '/channels/']) {
    for (const headers of HOSTILE) {
      const { whole } = await ask({ path, headers })
      expect([path, whole.includes(EVIL)]).toEqual([path, false])
    }
  }
}, 60_000)

/** What the page says to an administrator who wants another host. */
function askForCommand(headers: Record<string, string> = {}) {
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const form = { path: '/hosts', method: 'POST', body: 'label=edge' }
  return ask({ ...form, headers: { ...headers, ...type, cookie } })
}

test.each(HOSTILE)('no command leads to where %j says that we are', async (headers) => {
  const { status, whole } = await askForCommand(headers)
  expect([status, whole.includes(EVIL)]).toEqual([200, false])
  expect(whole).toContain('such as https://tv.example')
  // Nor to the loopback address, which is all that is known; and no token is left that nobody was shown.
  expect(whole).not.toMatch(/install\.sh|cbtv_join_/)
  expect((await stack.api.send('GET', '/hosts/join-tokens')).body).toEqual({ items: [] })
})

test.each(HOSTILE)('with PUBLIC_URL it leads there, whoever is named by %j', async (headers) => {
  await stack.kill('SIGTERM')
  await stack.restart({ PUBLIC_URL: 'https://tv.example' })
  const { status, whole } = await askForCommand(headers)
  expect([status, whole.includes(EVIL)]).toEqual([200, false])
  expect(whole).toMatch(/curl -fsS https:\/\/tv\.example\/install\.sh \| JOIN_TOKEN=cbtv_join_/)
})

type Asked = { path: string; headers: Record<string, string>; method?: string; body?: string }

/** With a Host, which `fetch` does not let anybody write. `whole`: headers too. */
function ask({ path, headers, method = 'GET', body }: Asked) {
  return new Promise<{ status: number; whole: string }>((resolve, reject) => {
    const options = { hostname: '127.0.0.1', port: stack.port, path, method, headers }
    const sent = request(options, async (answer) => {
      let text = ''
      for await (const part of answer) text += part
      const whole = `${JSON.stringify(answer.headers)}\n${text}`
      resolve({ status: answer.statusCode ?? 0, whole })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

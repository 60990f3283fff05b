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

test.each(HOSTILE)(
  'the command that makes a host leads to us, whoever is named by %j',
  async (headers) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const { status, whole } = await ask({
      ...{ path: '/hosts', method: 'POST', body: 'label=edge' },
      headers: { ...headers, ...type, cookie },
    })
    expect([status, whole.includes(EVIL)]).toEqual([200, false])
    expect(whole).toContain(`curl -fsS ${stack.url}/install.sh`)
  },
)

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

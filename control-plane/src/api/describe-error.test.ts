import { LogEntry, WHOEVER_CONNECTS } from '@cashbacktv/contract'
import { TRPCError } from '@trpc/server'
import { describe, expect, test } from 'vitest'
import { testContext } from '../link/test/test-context.ts'
import { createLivePlaces } from '../live/live-places.ts'
import { memoryLiveStore } from '../live/memory-live-store.ts'
import { createLogger } from '../logging.ts'
import { createApp } from './app.ts'
import { describeError } from './describe-error.ts'
import type { RequestSource } from './request-context.ts'

const PASSWORD = 'Zx81hunter2Qm27'
const QUERY = 'select "password_hash" from "users" where "email" = $1'
const SECRET = `Failed query: ${QUERY}\nparams: ${PASSWORD} at postgres://u:${PASSWORD}@10.0.0.5/db`
/** What of it must stand in no answer. */
const PARTS = [
  PASSWORD,
  'postgres',
  '10.0.0.5',
  'password_hash',
  'Failed query',
  'params:',
  'Secret',
]

class SecretError extends Error {
  override name = 'SecretError'
}
const thrown = () => new SecretError(SECRET, { cause: new Error(SECRET) })

/** The whole API, where who calls cannot be told because something throws. */
function failingApp() {
  const lines: string[] = []
  const log = createLogger({ level: 'debug', output: { write: (line) => void lines.push(line) } })
  const fail = () => {
    throw thrown()
  }
  const broken = new Proxy({}, { get: fail })
  const live = memoryLiveStore()
  const hosts = {} as never
  const service = testContext({ db: broken as never, live, hosts, log, now: () => new Date() })
  const security = { tokens: { verify: fail }, limits: broken, requests: broken } as never
  const places = createLivePlaces()
  const api = { service, security, places, trustedProxies: WHOEVER_CONNECTS }
  const source: RequestSource = { api, peer: '127.0.0.1' }
  const app = createApp({
    apiFor: () => source,
    version: 'test',
    isReady: () => true,
    webapp: () => undefined,
    secure: false,
    ofServer: null,
  })
  const logged = () => lines.map((line) => LogEntry.parse(JSON.parse(line)))
  return { app, lines, logged }
}

const ASKED = [
  ['a route', 'GET', '/api/v1/auth/me', null],
  ['a route that changes something', 'POST', '/api/v1/channels', '{}'],
  ['the file of a backup', 'GET', '/api/v1/backup', null],
  ['a picture that is sent', 'POST', '/api/v1/uploads/logo', 'x'],
  ['a procedure', 'GET', '/trpc/auth.me', null],
  ['a procedure that changes something', 'POST', '/trpc/channels.create', '{}'],
  ['several at once', 'GET', '/trpc/auth.me,channels.listed?batch=1&input=%7B%7D', null],
  ['the live view', 'GET', '/trpc/live.watch', null],
] as const

describe.each(ASKED)('%s, where an error tells a secret', (_what, method, path, body) => {
  const headers = { authorization: 'Bearer a.b.c', 'content-type': 'application/json' }
  const ask = async ({ app }: ReturnType<typeof failingApp>) => {
    const answer = await app.request(path, { method, headers, body })
    const told = [...answer.headers].flat().join('\n')
    return { status: answer.status, text: await answer.text(), told }
  }

  test('answers in general words and with an id, and with nothing of it', async () => {
    const { status, text, told } = await ask(failingApp())
    // A stream has begun before it is known that it fails, and says so as its event.
    expect(path.includes('live') ? Number(/"httpStatus":(\d+)/.exec(text)?.[1]) : status).toBe(500)
    for (const part of PARTS) expect(text + told).not.toContain(part)
    expect(text).toMatch(/"messageCode":"server-fault"/)
    expect(text).not.toMatch(/stack|node_modules|\.ts\b/)
  })

  test('is in the log under that id, without the password', async () => {
    const failing = failingApp()
    const { text } = await ask(failing)
    const id = /"params":\{"id":"([\w-]{36})"\}/.exec(text)?.[1]
    expect(failing.logged().map((entry) => entry.faultId)).toContain(id)
    expect(failing.lines.join('')).not.toContain(PASSWORD)
    // What helps to mend it is there.
    expect(failing.lines.join('')).toContain('SecretError')
  })
})

test.each([
  ['an error', thrown()],
  ['one that a procedure wraps', new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: thrown() })],
  ['one that says nothing but its message', new TRPCError({ code: 'TIMEOUT', message: SECRET })],
  ['one that names a fault of who asks', new TRPCError({ code: 'BAD_REQUEST', message: SECRET })],
  ['a text', SECRET],
  ['an object', { message: SECRET }],
  ['nothing', undefined],
])('what is told of %s has nothing of what was thrown', (_what, error) => {
  const described = describeError(error)
  const told = JSON.stringify([described, described.error.message, described.error.said])
  for (const part of PARTS) expect(told).not.toContain(part)
  expect(described.faultId === null).toBe(described.status === 400)
})

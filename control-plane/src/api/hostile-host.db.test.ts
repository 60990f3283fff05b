import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'
import { proceduresByPath, restProcedures } from './rest-procedures.ts'

const EVIL = 'evil.test'
/** As who asks writes them, and as a proxy that is believed passes them on. */
const HOSTILE: Record<string, string>[] = [
  { host: `127.0.0.1.${EVIL}:3000`, 'x-forwarded-server': EVIL, forwarded: `host=${EVIL}` },
  { 'x-forwarded-host': EVIL, 'x-forwarded-proto': 'https' },
]
const PLANES = { 'without PUBLIC_URL': null, 'with PUBLIC_URL': 'https://tv.example' }

let folder: string
const planes = new Map<string, TestPlane>()
const ids = new Map<string, Record<string, string>>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'release-'))
  writeFileSync(join(folder, 'cashbacktv-host-test.tar.gz.sha256'), 'sum  name\n')
  writeFileSync(join(folder, 'install.sh'), "echo '@CONTROL_PLANE@'\n")
  for (const [name, publicUrl] of Object.entries(PLANES)) {
    const plane = await startTestPlane({ publicUrl, hostReleaseDir: folder })
    planes.set(name, plane)
    const body = { name: 'One', sources: [{ url: 'testcard://320x180@10' }] }
    const made = await plane.as('admin', 'POST', '/channels', body)
    const guarded = await plane.as('admin', 'POST', '/channels', { ...body, name: 'Two' })
    const guard = { playbackGuard: { signed: true } }
    await plane.as('admin', 'PUT', `/channels/${guarded.body.id}`, guard)
    const people = await plane.as('admin', 'GET', '/users')
    ids.set(name, {
      channel: made.body.id,
      guarded: guarded.body.id,
      person: people.body.items.at(-1).id,
    })
  }
}, 60_000)
afterAll(async () => {
  await Promise.all([...planes.values()].map((plane) => plane.close()))
  rmSync(folder, { recursive: true, force: true })
})

const queries = Object.entries(proceduresByPath()).flatMap(([name, { _def }]) =>
  (_def as { type: string }).type === 'query' ? [name] : [],
)

describe.each(Object.keys(PLANES))('%s', (name) => {
  const plane = () => planes.get(name) as TestPlane
  const { channel, guarded, person } = new Proxy({} as Record<string, () => string>, {
    get: (_, which: string) => () => ids.get(name)?.[which] ?? '',
  }) as Record<'channel' | 'guarded' | 'person', () => string>

  test('no read answers anybody with the name it was asked by', async () => {
    const paths = [
      ...queries.flatMap((query) =>
        [undefined, { id: channel() }, { id: guarded() }, { channelId: channel() }].map((input) =>
          input
            ? `/trpc/${query}?input=${encodeURIComponent(JSON.stringify(input))}`
            : `/trpc/${query}`,
        ),
      ),
      ...restProcedures()
        .filter(({ method }) => method === 'GET')
        .map(({ path }) => `/api/v1${path.replace('{id}', channel())}`),
      ...['/install.sh', '/healthz', '/readyz', '/metrics', '/api/v1/openapi.json', '/api/docs'],
      ...['/api/v1/backup', '/nothing', '/api/nothing', '/streams/one/index.m3u8'],
    ]
    let answered = 0
    for (const path of paths) {
      for (const headers of HOSTILE) {
        const { status, whole } = await ask(plane(), { path, headers })
        answered += status === 200 ? 1 : 0
        expect([path, whole.includes(EVIL)]).toEqual([path, false])
      }
    }
    expect(answered).toBeGreaterThan(100)
  }, 120_000)

  const where = () => (name === 'with PUBLIC_URL' ? 'https://tv.example' : plane().url)

  test.each(HOSTILE)(
    'what others use then leads to us, whoever is named by %j',
    async (headers) => {
      const shown = await ask(plane(), { path: `/api/v1/channels/${channel()}`, headers })
      expect(JSON.parse(shown.text).playbackUrl).toBe(`${where()}/streams/one/index.m3u8`)
      const signed = await ask(plane(), {
        path: `/trpc/playback.watch?input=${encodeURIComponent(JSON.stringify({ id: guarded() }))}`,
        headers,
      })
      expect(new URL(JSON.parse(signed.text).result.data.playlist).origin).toBe(where())
      const script = await ask(plane(), { path: '/install.sh', headers })
      expect(script.text).toBe(`echo '${where()}'\n`)
      expect(script.whole).toContain('cache-control: no-store')
      const token = await ask(plane(), {
        path: '/api/v1/hosts/join-tokens',
        method: 'POST',
        body: {},
        headers,
      })
      expect(JSON.parse(token.text).address).toBe(where())
      const link = await ask(plane(), {
        path: `/api/v1/users/${person()}/password-reset`,
        method: 'POST',
        body: {},
        headers,
      })
      const { url } = JSON.parse(link.text)
      expect([link.status, url && new URL(url).origin]).toEqual([
        201,
        name === 'with PUBLIC_URL' ? where() : null,
      ])
    },
  )
})

type Asked = {
  path: string
  headers: Record<string, string>
  method?: string
  body?: unknown
}

/** As an administrator; with a Host, which `fetch` does not let anybody write. `whole`: headers too. */
function ask(plane: TestPlane, { path, headers, method = 'GET', body }: Asked) {
  const { hostname, port } = new URL(plane.url)
  const authorization = `Bearer ${plane.tokens.admin}`
  return new Promise<{ status: number; text: string; whole: string }>((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method, headers: { authorization, ...type(body), ...headers } },
      async (answer) => {
        let text = ''
        for await (const part of answer) text += part
        const said = Object.entries(answer.headers).map(([key, value]) => `${key}: ${value}`)
        resolve({ status: answer.statusCode ?? 0, text, whole: [...said, '', text].join('\n') })
      },
    )
    sent.on('error', reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

function type(body: unknown): Record<string, string> {
  return body === undefined ? {} : { 'content-type': 'application/json' }
}

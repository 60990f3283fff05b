import { ErrorBody } from '@cashbacktv/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logoPicture } from '../sources/logo.ts'
import { apiClient, logoForm } from '../stack/api-client.ts'
import { openapiProblems } from '../stack/openapi-problems.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { firstSocketMessage } from '../stack/web-socket.ts'

let stack: Stack
beforeAll(async () => {
  stack = await shareStack()
})
afterAll(() => stack?.stop())

const fields = (body: unknown) => Object.keys(body as object)

describe('authentication', () => {
  test('login answers tokens and the user, and nothing else', async () => {
    const { adminEmail: email, adminPassword: password } = stack
    const { status, body } = await stack.api.send('POST', '/auth/login', { email, password })
    expect(status).toBe(200)
    const known = ['accessToken', 'deviceToken', 'expiresInSeconds', 'refreshToken', 'user']
    expect(fields(body).sort()).toEqual(known)
    expect(body).toMatchObject({ expiresInSeconds: 600, user: { email, role: 'admin' } })
  })

  test('a wrong password and an unknown address get the same 401', async () => {
    const login = (email: string) =>
      stack.api.send('POST', '/auth/login', { email, password: 'wrong' })
    const [wrong, unknown] = [await login(stack.adminEmail), await login('nobody@example.org')]
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(wrong.body).toEqual(unknown.body)
  })

  test.each(['/auth/me', '/channels', '/monitoring/system', '/settings'])(
    '%s needs a token',
    async (path) => {
      const answer = await apiClient(stack.url).send('GET', path)
      expect(answer.status).toBe(401)
      expect(ErrorBody.parse(answer.body).error.code).toBe('unauthenticated')
    },
  )

  test('a refresh token works once', async () => {
    const { adminEmail: email, adminPassword: password } = stack
    const login = await stack.api.send('POST', '/auth/login', { email, password })
    const { refreshToken } = login.body as { refreshToken: string }
    const refreshed = await stack.api.send('POST', '/auth/refresh', { refreshToken })
    expect(refreshed.status).toBe(200)
    expect(fields(refreshed.body)).toContain('accessToken')
  })

  test('me is who logged in', async () => {
    const { body } = await stack.api.send('GET', '/auth/me')
    expect(body).toMatchObject({ email: stack.adminEmail, role: 'admin' })
  })
})

describe('channels', () => {
  test('create answers 201 with the channel, and the list finds it', async () => {
    const input = { name: 'Kanal Bir', sources: [{ url: 'testcard://640x360@25' }] }
    const { status, body } = await stack.api.send('POST', '/channels', input)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      name: 'Kanal Bir',
      slug: 'kanal-bir',
      status: 'stopped',
      desired: 'off',
      playbackUrl: `${stack.url}/streams/kanal-bir/index.m3u8`,
    })
    const { items, total } = await stack.api.channels(
      '?page=1&pageSize=10&search=bir&status=stopped',
    )
    expect([items[0]?.slug, total]).toEqual(['kanal-bir', 1])
    expect((await stack.api.channels('?search=nothing-like-it')).total).toBe(0)
  })

  test('metrics of a stopped channel are null, not an error', async () => {
    const [channel] = (await stack.api.channels()).items
    const metrics = await stack.api.metrics(channel?.id ?? '')
    expect(metrics).toMatchObject({ pid: null, cpuPercent: null, speed: null })
  })

  test('a channel that is not there is 404', async () => {
    const answer = await stack.api.send('GET', '/channels/00000000-0000-4000-8000-000000000000')
    expect(answer.status).toBe(404)
    expect(ErrorBody.parse(answer.body).error.code).toBe('not_found')
  })
})

test.each(['png', 'jpeg', 'webp'] as const)(
  'a logo as %s is taken with its size',
  async (format) => {
    const form = logoForm(await logoPicture(format), `image/${format}`)
    const { status, body } = await stack.api.send('POST', '/uploads/logo', form)
    expect(status).toBe(201)
    expect(body).toMatchObject({ width: 400, height: 200 })
    const { id } = body as { id: string }
    expect([200, 204]).toContain((await stack.api.send('DELETE', `/uploads/${id}`)).status)
  },
)

test.each(['/monitoring/system', '/monitoring/processes', '/monitoring/streams', '/settings'])(
  'GET %s answers 200',
  async (path) => {
    expect((await stack.api.send('GET', path)).status).toBe(200)
  },
)

test('both presets are offered', async () => {
  const { text } = await stack.api.send('GET', '/settings/presets')
  expect(text).toContain('"broadcast"')
  expect(text).toContain('"zerolatency"')
})

test('the metrics socket pushes each second, and only to who may see it', async () => {
  const url = `${stack.url}/api/v1/ws/metrics`
  const message = await firstSocketMessage(url, { authorization: `Bearer ${stack.api.token}` })
  expect(JSON.parse(message)).toHaveProperty('channels')
  await expect(firstSocketMessage(url, {})).rejects.toThrow('401')
})

test('alive and ready are told apart from each other', async () => {
  expect((await fetch(`${stack.url}/healthz`)).status).toBe(200)
  expect((await fetch(`${stack.url}/readyz`)).status).toBe(200)
})

test('the OpenAPI document is valid and names every route of the REST surface', async () => {
  const document = (await stack.api.send('GET', '/openapi.json')).body as {
    paths: Record<string, object>
  }
  expect(openapiProblems(document)).toEqual([])
  const paths = Object.keys(document.paths).map((path) => path.replace(/^\/api\/v1/, ''))
  for (const path of ROUTES) expect(paths).toContain(path)
})

const ROUTES = [
  ...['/auth/login', '/auth/logout', '/auth/refresh', '/auth/me'],
  ...['/channels', '/channels/{id}', '/channels/{id}/start', '/channels/{id}/stop'],
  ...['/channels/{id}/restart', '/channels/{id}/metrics', '/channels/{id}/logs'],
  ...['/monitoring/system', '/monitoring/processes', '/monitoring/streams'],
  ...['/settings', '/settings/presets', '/uploads/logo', '/uploads/{id}'],
]

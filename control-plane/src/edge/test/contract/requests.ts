import { expect, test } from 'vitest'
import type { Door } from './door.ts'

/** How anything may be asked at all. */
export function requestsContract(door: Door): void {
  test('says that it is alive and ready', async () => {
    expect(await door.ask({ method: 'GET', path: '/healthz' })).toMatchObject({ status: 200 })
    expect(await door.ask({ method: 'GET', path: '/readyz' })).toMatchObject({
      status: 200,
      body: { status: 'ready' },
    })
  })

  test.each([
    ['what is no JSON', { raw: '{"name":' }, 'application/json', 400],
    ['another type', { raw: 'name=x' }, 'text/plain', 415],
    ['what is too long', { raw: `{"name":"${'x'.repeat(300_000)}"}` }, 'application/json', 413],
  ])('does not take %s', async (_of, sent, type, status) => {
    const headers = {
      'content-type': type,
      authorization: `Bearer ${door.tokens().operator}`,
    }
    const path = '/api/v1/channels'
    expect((await door.ask({ method: 'POST', path, ...sent, headers })).status).toBe(status)
  })

  test('knows its addresses and their methods', async () => {
    const other = await door.as('admin', 'PUT', '/channels')
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET, POST'])
    expect((await door.as('admin', 'GET', '/nothing')).status).toBe(404)
    const headers = (await door.as('admin', 'GET', '/channels')).headers
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-frame-options')).toBe('DENY')
  })

  test('takes a picture and gives it back, the same everywhere', async () => {
    const form = new FormData()
    form.set('file', new File([Buffer.from(DOT, 'base64')], 'dot.png', { type: 'image/png' }))
    const headers = { authorization: `Bearer ${door.tokens().operator}` }
    const path = '/api/v1/uploads/logo'
    const sent = await door.ask({ method: 'POST', path, raw: form, headers })
    expect([sent.status, sent.body.width]).toEqual([201, 1])
    const back = await door.ask({ method: 'GET', path: `/api/v1/uploads/${sent.body.id}`, headers })
    expect([back.status, back.headers.get('content-type')]).toEqual([200, 'image/png'])
  })
}

/** One pixel. */
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='

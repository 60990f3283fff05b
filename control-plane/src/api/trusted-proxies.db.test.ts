import { LOOPBACK, NO_PROXIES, proxiesIn } from '@cashbacktv/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'

const PLANES = {
  near: proxiesIn(LOOPBACK),
  far: proxiesIn(['10.0.0.0/8']),
  none: NO_PROXIES,
}
const planes = new Map<string, TestPlane>()

beforeAll(async () => {
  await Promise.all(
    Object.entries(PLANES).map(async ([name, trustedProxies]) => {
      planes.set(name, await startTestPlane({ trustedProxies }))
    }),
  )
})
afterAll(() => Promise.all([...planes.values()].map((plane) => plane.close())))

/** Where the address of a stream leads says whom the forwarded headers were believed of. */
async function streamsAt(name: string) {
  const plane = planes.get(name)
  const headers = {
    authorization: `Bearer ${plane?.tokens.operator}`,
    'x-forwarded-host': 'tv.localhost',
    'x-forwarded-proto': 'https',
  }
  const body = { name: 'Haber', sources: [{ url: 'testcard://320x180@10' }] }
  const answer = await plane?.ask({ method: 'POST', path: '/api/v1/channels', headers, body })
  return new URL(answer?.body.playbackUrl).origin
}

test('a proxy in the networks that are named is believed', async () => {
  expect(await streamsAt('near')).toBe('https://tv.localhost')
})

test('who connects from elsewhere is not, whatever it says', async () => {
  expect(await streamsAt('far')).toMatch(/^http:\/\/127\.0\.0\.1:/)
  expect(await streamsAt('none')).toMatch(/^http:\/\/127\.0\.0\.1:/)
})

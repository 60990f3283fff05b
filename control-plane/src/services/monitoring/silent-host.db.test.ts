import { hosts } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestPlane, type TestPlane } from '../../test/start-test-plane.ts'
import { createHost } from '../hosts/create-host.ts'

const LAST_WORD = new Date('2026-01-01T00:00:00Z')
let one: TestPlane
let id = ''

beforeAll(async () => {
  one = await startTestPlane()
  const { hostId } = await createHost(one.db, 'silent')
  await one.db.update(hosts).set({ lastSeenAt: LAST_WORD }).where(eq(hosts.id, hostId))
  const sources = [{ url: 'testcard://640x360@25' }]
  const body = { name: 'Kanal', sources, hostId }
  id = (await one.as('operator', 'POST', '/channels', body)).body.id
  expect((await one.as('operator', 'POST', `/channels/${id}/start`)).status).toBe(202)
})
afterAll(() => one?.close())

const health = { level: 'unknown', code: 'host-silent', since: LAST_WORD.toISOString() }

test('a wanted channel of a host that never reported to this instance is unknown since its last word, everywhere', async () => {
  expect((await one.as('viewer', 'GET', `/channels/${id}`)).body.health).toEqual(health)
  const url = `${one.url.replace('http', 'ws')}/api/v1/ws/metrics`
  const socket = new WebSocket(url, { headers: { authorization: `Bearer ${one.tokens.viewer}` } })
  const message = await new Promise<string>((resolve, reject) => {
    socket.once('error', reject)
    socket.once('message', (data) => resolve(String(data)))
  })
  socket.close()
  const { channels, system, alerts } = JSON.parse(message)
  expect(channels).toMatchObject([{ id, health }])
  expect(system).toMatchObject([{ health: { level: 'unknown', troubles: [{ code: 'silent' }] } }])
  expect(alerts).toMatchObject([
    { hostId: system[0].id, level: 'unknown', code: 'silent' },
    { channelId: id, level: 'unknown', code: 'host-silent' },
  ])
})

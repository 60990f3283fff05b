import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportOf } from '../../../control-plane/src/link/test/test-agent.ts'
import { startTestPlane, type TestPlane } from '../../../control-plane/src/test/start-test-plane.ts'

/**
 * Run in a checkout of the release before, on a database that the present one has brought up to date and has written
 * into (previous-release.deployment.test.ts).
 */
let plane: TestPlane
beforeAll(async () => {
  plane = await startTestPlane({ databaseUrl: process.env.NEWER_DATABASE_URL ?? '' })
})
afterAll(() => plane?.close())

test('it is well, lets people in, and shows what the newer release made', async () => {
  expect((await plane.ask({ method: 'GET', path: '/readyz' })).status).toBe(200)
  expect((await plane.as('viewer', 'GET', '/auth/me')).status).toBe(200)
  const { body } = await plane.as('viewer', 'GET', '/channels')
  expect(body.items).toMatchObject([{ name: 'Of the newer release' }])
})

test('channels are made, changed, started and deleted, and hosts hear of it and report', async () => {
  const host = await plane.agent('of the release before')
  await expect.poll(() => host.agent.snapshots.length).toBeGreaterThan(0)
  const sources = [{ url: 'testcard://640x360@25' }]
  const wish = { name: 'Made', sources, hostId: host.hostId }
  const made = await plane.as('operator', 'POST', '/channels', wish)
  expect(made.status).toBe(201)
  const { items } = (await plane.as('viewer', 'GET', '/channels')).body
  for (const { id } of items) {
    expect(
      (await plane.as('operator', 'PUT', `/channels/${id}`, { name: `Anew ${id}` })).status,
    ).toBe(200)
  }
  expect((await plane.as('operator', 'POST', `/channels/${made.body.id}/start`)).status).toBe(202)
  await expect.poll(() => host.agent.snapshots.at(-1)?.state.channels[0]?.on).toBe(true)
  await host.agent.link.report.mutate(reportOf(host.hostId))
  expect((await plane.as('viewer', 'GET', '/monitoring/system')).status).toBe(200)
  expect((await plane.as('operator', 'DELETE', `/channels/${made.body.id}`)).status).toBe(204)
})

test('its jobs find nothing that they cannot read or write', async () => {
  const said = plane.log.filter((line) => /could not|a request failed|do(es)? not exist/.test(line))
  expect(said).toEqual([])
})

import { ChannelId, HostReport } from '@cashbacktv/contract'
import { madeObservation } from '@cashbacktv/contract/made-host'
import { events as stored } from '@cashbacktv/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startTestPlane, type TestPlane } from '../test/start-test-plane.ts'
import { helloOf, reportOf } from './test/test-agent.ts'

let one: TestPlane
beforeAll(async () => {
  one = await startTestPlane()
}, 60_000)
afterAll(() => one?.close())

/** Seconds before now at which what a host tells of one channel was so. */
type Ago = { since: number; published: number | null }

describe.each([
  ['a minute behind', 60],
  ['an hour behind', 3600],
  ['an hour ahead', -3600],
])('of a host whose clock is %s', (name, behind) => {
  const instant = (ago: number) => new Date(Date.now() - (ago + behind) * 1000).toISOString()
  let host: Awaited<ReturnType<TestPlane['agent']>>
  let id: ChannelId

  beforeAll(async () => {
    host = await one.agent(name)
    await host.agent.link.hello.mutate(helloOf({ at: instant(0) }))
  })
  beforeEach(async () => {
    const sources = [{ url: 'testcard://640x360@25' }]
    const body = { name: crypto.randomUUID(), hostId: host.hostId, sources }
    id = ChannelId.parse((await one.as('admin', 'POST', '/channels', body)).body.id)
    await one.as('admin', 'POST', `/channels/${id}/start`)
  })

  async function told(state: 'starting' | 'running', { since, published }: Ago) {
    const lastPublishedAt = published === null ? null : instant(published)
    const showing = published === null ? 'nothing' : 'live'
    const channel = madeObservation({
      channelId: id,
      state,
      since: instant(since),
      air: { showing, mediaSequence: 1, segments: 6, lastPublishedAt, viewers: 0, sentBytes: 0 },
    })
    const origin = { answers: true, lastWordAt: instant(0) }
    const said = { at: instant(0), appliedRevision: 99, origin, channels: [channel] }
    await host.agent.link.report.mutate(HostReport.parse(reportOf(host.hostId, said)))
    const { health } = (await one.as('viewer', 'GET', `/channels/${id}`)).body
    const sinceAgo = (Date.now() - Date.parse(health.since)) / 1000
    return { health: `${health.level} ${health.code}`, sinceAgo }
  }

  it('a channel whose playlist goes on is well, since when it has been', async () => {
    const { health, sinceAgo } = await told('running', { since: 600, published: 2 })
    expect(health).toBe('well live')
    expect(Math.abs(sinceAgo - 600)).toBeLessThan(5)
    const headers = { authorization: `Bearer ${one.tokens.viewer}` }
    const { text } = await one.ask({ method: 'GET', path: '/metrics', headers })
    const age = new RegExp(`^channel_playlist_age_seconds\\{[^}]*${id}[^}]*\\} ([\\d.]+)$`, 'm')
    expect(Math.abs(Number(age.exec(text)?.[1]) - 2)).toBeLessThan(5)
  })

  it('one whose playlist stands still is dark, since that is so', async () => {
    const { health, sinceAgo } = await told('running', { since: 600, published: 31 })
    expect(health).toBe('dark stalled')
    expect(Math.abs(sinceAgo - 31)).toBeLessThan(5)
  })

  it('one that begins has the time that a start takes, and no more', async () => {
    const verdict = async (...said: Parameters<typeof told>) => (await told(...said)).health
    expect(await verdict('starting', { since: 100, published: null })).toBe('pending starting')
    expect(await verdict('starting', { since: 121, published: null })).toBe('dark not-begun')
    expect(await verdict('running', { since: 10, published: null })).toBe('pending starting')
    expect(await verdict('running', { since: 16, published: null })).toBe('dark no-playlist')
  })

  it('what has happened is dated as it was', async () => {
    const happening = { kind: 'agent-started', version: name, adopted: 0 } as const
    const events = [{ number: 1, at: instant(20), happening }]
    await host.agent.link.events.mutate({ events })
    const [kept] = await one.db.select().from(stored).where(eq(stored.hostId, host.hostId))
    const ago = (Date.now() - (kept?.at.getTime() ?? 0)) / 1000
    expect(Math.abs(ago - 20)).toBeLessThan(5)
  })
})

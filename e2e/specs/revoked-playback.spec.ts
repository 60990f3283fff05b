import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '../stack/api-client.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { startPlayerSite } from '../stack/player.ts'
import { type PollingViewer, startPollingViewer } from '../stack/polling-viewer.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

/** No network of this machine's. */
const ELSEWHERE = ['192.0.2.0/24']

/** Addresses of DASH lead so far ahead of what is listed at most. */
const STRETCH_SECONDS = 30

/** Of forty: addresses that led nowhere would leave a player still for all of them. */
const MOST_STILL_SECONDS = 10

let stack: Stack
let browser: Browser
let site: Awaited<ReturnType<typeof startPlayerSite>>
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([shareStack(), shareBrowser()])
  site = await startPlayerSite(browser)
})
afterAll(async () => {
  await site?.close()
  await closePages(browser)
  await stack?.stop()
})

test('a viewer who is ended gets nothing a target duration later, and another one goes on', async () => {
  const id = await onAir('Kicked', { signed: true })
  const [ada, bob] = [
    await playing(await signed(id, 'ada')),
    await playing(await signed(id, 'bob')),
  ]
  await endsInTime(id, ada, () =>
    stack.api.send('POST', `/channels/${id}/playback/viewers/end`, { viewer: 'ada' }),
  )
  expect(bob.refusedAt()).toBeNull()
  await Promise.all([ada.stop(), bob.stop()])
  await stack.api.deleteChannel(id)
})

test('with another key all are out, and what they were listed before leads nowhere', async () => {
  const id = await onAir('Key replaced', { signed: true, encrypted: true })
  const before = await signed(id, 'ada')
  const [, key = ''] = /URI="([^"]+)"/.exec(await (await fetch(before)).text()) ?? []
  expect((await fetch(new URL(key, before))).status).toBe(200)
  const ada = await playing(before)
  await endsInTime(id, ada, () => stack.api.send('POST', `/channels/${id}/playback/end`))
  for (const url of ada.got()) expect([url, (await fetch(url)).status]).toEqual([url, 404])
  expect((await fetch(new URL(key, before))).status).toBe(403)
  await ada.stop()
  await stack.api.deleteChannel(id)
})

test.each([
  ['signed addresses are asked for', {}, { signed: true }],
  ['signed addresses are asked for and segments encrypted', {}, { signed: true, encrypted: true }],
  ['other networks are let in', { signed: true }, { signed: true, networks: ELSEWHERE }],
  ['players of a site are let in', { signed: true }, { signed: true, sites: ['example.com'] }],
])(
  'once %s, who may not watch any more gets nothing a target duration later',
  async (rule, before, after) => {
    const id = await onAir(rule, before)
    const isOpen = Object.keys(before).length === 0
    const viewer = await playing(isOpen ? await openAddress(id) : await signed(id, 'ada'))
    await endsInTime(id, viewer, () =>
      stack.api.send('PUT', `/channels/${id}`, { playback: after }),
    )
    // The addresses of segments of an open channel say what they lead to: they lead there no more.
    for (const url of isOpen ? viewer.got() : []) {
      expect([url, (await fetch(url)).status]).toEqual([url, 404])
    }
    await viewer.stop()
    await stack.api.deleteChannel(id)
  },
)

test('players of DASH go on as its addresses change, and who is ended can count on for half a minute', async () => {
  const id = await onAir('Counted on', { signed: true })
  const manifestOf = async (viewer: string) =>
    (await signed(id, viewer)).replace('index.m3u8', 'manifest.mpd')
  const [ada, bob] = [await manifestOf('ada'), await manifestOf('bob')]
  const players = await Promise.all([site.playBy('dash.js', bob), site.playBy('shaka', bob)])
  await Promise.all(players.map((player) => player.untilPlayed(2, 60_000)))
  const known = await listedIn(ada)
  expect(await statusOf(known.addressOf(known.newest))).toBe(200)
  const revoked = { viewer: 'ada' }
  const { status } = await stack.api.send('POST', `/channels/${id}/playback/viewers/end`, revoked)
  expect(status).toBeLessThan(300)

  const played = players.map((player) => player.untilPlayed(STRETCH_SECONDS + 10, 90_000))
  for (const { fatalErrors, stalledSeconds, errors } of await Promise.all(played)) {
    expect(fatalErrors).toEqual([])
    expect(stalledSeconds, JSON.stringify(errors.slice(0, 5))).toBeLessThan(MOST_STILL_SECONDS)
  }
  const later = await listedIn(bob)
  expect(later.newest - known.newest).toBeGreaterThan(STRETCH_SECONDS / known.targetSeconds)
  expect(await statusOf(later.addressOf(later.newest))).toBe(200)
  expect(await statusOf(known.addressOf(later.newest))).toBe(404)
  await Promise.all(players.map((player) => player.close()))
  await stack.api.deleteChannel(id)
})

type Listed = { newest: number; targetSeconds: number; addressOf(number: number): string }

/** What a manifest says of its newest pictures. */
async function listedIn(url: string): Promise<Listed> {
  const text = await (await fetch(url)).text()
  const [template = ''] = text.match(/<SegmentTemplate[\s\S]*?<\/SegmentTemplate>/) ?? []
  const [, media = ''] = /media="([^"]+)"/.exec(template) ?? []
  const [, begin] = /startNumber="(\d+)"/.exec(template) ?? []
  const [, target] = /maxSegmentDuration="PT([\d.]+)S"/.exec(text) ?? []
  const counts = [...template.matchAll(/<S [^>]*>/g)].map(
    ([entry]) => 1 + Number(/ r="(\d+)"/.exec(entry)?.[1] ?? 0),
  )
  return {
    newest: Number(begin) + counts.reduce((sum, count) => sum + count, 0) - 1,
    targetSeconds: Number(target),
    addressOf: (number) =>
      new URL(media.replace('$Number%08d$', String(number).padStart(8, '0')), url).href,
  }
}

async function statusOf(url: string): Promise<number> {
  const answer = await fetch(url)
  await answer.arrayBuffer()
  return answer.status
}

/** Made and live. Gives its id. */
async function onAir(name: string, playback: object): Promise<string> {
  const body = { name, sources: [{ url: 'testcard://320x180@10' }], playback }
  const { id } = (await stack.api.send('POST', '/channels', body)).body as { id: string }
  await stack.api.act(id, 'start')
  await stack.api.waitForChannel(id, ({ showing }) => showing === 'live', 40_000)
  return id
}

async function openAddress(id: string): Promise<string> {
  return (await stack.api.channel(id)).playbackUrl
}

async function signed(id: string, viewer: string): Promise<string> {
  const answer = await stack.api.send('POST', `/channels/${id}/playback/addresses`, { viewer })
  return (answer.body as { url: string }).url
}

/** Where the screens of the product have it from, whoever else may watch. */
async function screenAddress(id: string): Promise<string> {
  const { headers } = await fetch(`${stack.url}/channels/${id}/watch/playlist`, {
    redirect: 'manual',
    headers: { cookie: `cbtv_access=${stack.api.token}` },
  })
  return new URL(headers.get('location') ?? '', stack.url).href
}

/** Gets segments as they are made. */
async function playing(url: string): Promise<PollingViewer> {
  const viewer = startPollingViewer(url)
  await untilGoneOn(viewer)
  return viewer
}

/** Two more than it has: one of them was made since. */
async function untilGoneOn(viewer: PollingViewer): Promise<void> {
  const before = viewer.got().length
  await waitFor('two more segments', () => viewer.got().length >= before + 2, { timeoutMs: 60_000 })
}

/** What `viewer` gets ends within the target duration of its playlist once `revoke` was answered. */
async function endsInTime(
  id: string,
  viewer: PollingViewer,
  revoke: () => Promise<Answer>,
): Promise<void> {
  const { status, text } = await revoke()
  expect(status, text).toBeLessThan(300)
  const answeredAt = Date.now()
  const refusedAt = await waitFor('a refusal', () => viewer.refusedAt(), { timeoutMs: 60_000 })
  // The channel is on air all the same, and was for longer than a target duration.
  const screen = await playing(await screenAddress(id))
  await untilGoneOn(screen)
  await screen.stop()
  const within = viewer.targetSeconds() * 1000
  expect(within).toBeGreaterThan(0)
  expect(Date.now() - answeredAt, 'looked at for long enough').toBeGreaterThan(within)
  expect(refusedAt - answeredAt, 'the refusal').toBeLessThanOrEqual(within)
  expect(viewer.lastGotAt() - answeredAt, 'the last segment').toBeLessThanOrEqual(within)
  expect(viewer.playlistsAfterRefusal()).toBe(0)
}

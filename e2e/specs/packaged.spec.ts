import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditPlaylist } from '../auditor/audit-playlist.ts'
import { startHttpTs } from '../sources/http-ts.ts'
import type { InterruptibleSource } from '../sources/live-source.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { ffmpegProcesses } from '../stack/ffmpeg-processes.ts'
import { type Player, startPlayerSite } from '../stack/player.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

/**
 * A channel that is new has not yet all in reserve that it is to have, so that the begin of its slate may be
 * late by a segment, for players of MPEG-TS too. How evenly it goes on later, faults are tested with.
 */
const MOST_STILL_SECONDS = 10

const LADDER = [
  { name: 'main', height: 360 },
  { name: '180p', height: 180 },
]

let stack: Stack
let browser: Browser
let site: Awaited<ReturnType<typeof startPlayerSite>>
let source: InterruptibleSource

beforeAll(async () => {
  ;[stack, browser, source] = await Promise.all([
    shareStack(),
    shareBrowser(),
    startHttpTs({ width: 640, height: 360, bitrateKbps: 1200 }),
  ])
  site = await startPlayerSite(browser)
})
afterAll(async () => {
  await site?.close()
  await closePages(browser)
  await stack?.stop()
  await source?.close()
})

test('players of CMAF and of DASH go through killed FFmpegs, an absent source and its slate', async () => {
  const plain = await onAir('Plain', {})
  const ladder = await onAir('Ladder', { renditions: LADDER })
  const ended = new AbortController()
  const lists = [
    ...['video', 'audio'].map((name) => listOf(plain, name)),
    ...['main', '180p', 'audio'].map((name) => listOf(ladder, name)),
  ]
  const audited = lists.map((url) => auditPlaylist({ url, signal: ended.signal }))
  const players = await Promise.all([
    site.play(asCmaf(plain), 3),
    site.playBy('dash.js', asDash(plain)),
    site.playBy('shaka', asCmaf(ladder)),
    site.playBy('shaka', asDash(ladder)),
  ])
  await Promise.all(players.map((player) => player.untilPlayed(4, 60_000)))

  for (const { pid } of ffmpegProcesses(stack.mediaDir)) process.kill(pid, 'SIGKILL')
  await shows(plain, /DISCONTINUITY\n/)
  await shows(ladder, /DISCONTINUITY\n/)
  await source.goAway()
  await shows(ladder, /slate000-/)
  await source.comeBack()
  await shows(ladder, /slate000-[\s\S]*\n#EXT-X-DISCONTINUITY/)
  await Promise.all(players.map(seenThrough))

  ended.abort()
  for (const { violations, polls } of await Promise.all(audited)) {
    expect(violations.filter(({ rule }) => rule !== 'stale')).toEqual([])
    expect(polls).toBeGreaterThan(30)
  }
})

const SLOW = { timeoutMs: 60_000 }

const asCmaf = (address: string) => address.replace('index', 'cmaf/index')
const asDash = (address: string) => address.replace('index.m3u8', 'manifest.mpd')
const listOf = (address: string, name: string) => address.replace('index', `cmaf/${name}`)

/** Plays what was listed last, too. */
async function seenThrough(player: Pick<Player, 'state' | 'untilPlayed'>): Promise<void> {
  const { playedSeconds } = await player.state()
  const { stalledSeconds, fatalErrors, errors } = await player.untilPlayed(
    playedSeconds + 14,
    60_000,
  )
  expect(fatalErrors).toEqual([])
  expect(stalledSeconds, JSON.stringify(errors.slice(0, 5))).toBeLessThan(MOST_STILL_SECONDS)
}

async function shows(address: string, what: RegExp): Promise<void> {
  await waitFor(`${what} at ${address}`, async () => what.test(await audioOf(address)), SLOW)
}

/** The playlist of its audio as CMAF. */
async function audioOf(address: string): Promise<string> {
  return (await fetch(listOf(address, 'audio'))).text()
}

async function onAir(name: string, output: object): Promise<string> {
  const sources = [{ url: source.url }]
  const { playbackUrl } = await stack.api.putOnAir({ name, sources, output })
  const listed = async () => (await audioOf(playbackUrl)).match(/#EXTINF/g)?.length ?? 0
  await waitFor('six segments', async () => (await listed()) >= 6, SLOW)
  return playbackUrl
}

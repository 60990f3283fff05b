import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HostIdentity } from '@cashbacktv/contract'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHttpTs } from '../sources/http-ts.ts'
import type { LiveSource } from '../sources/live-source.ts'
import { closePages, shareBrowser } from '../stack/browser.ts'
import { identities } from '../stack/ffmpeg-processes.ts'
import { loggedIn } from '../stack/log-in.ts'
import { startPlayerSite } from '../stack/player.ts'
import { fetchPlaylist } from '../stack/playlist.ts'
import { newJoinToken, type SplitStack, startSplitStack } from '../stack/start-split-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

let stack: SplitStack
let source: LiveSource
let browser: Browser
let id: string
let playbackUrl: string

beforeAll(async () => {
  ;[stack, source, browser] = await Promise.all([startSplitStack(), startHttpTs(), shareBrowser()])
})
afterAll(async () => {
  await closePages(browser)
  await stack?.stop()
  await source?.close()
})

const running = () => stack.api.waitForChannel(id, ({ status }) => status === 'running')
const sequence = async () => (await fetchPlaylist(playbackUrl)).mediaSequence
const goesOn = async (from: number) =>
  waitFor('the playlist to go on', async () => (await sequence()) > from)

test('a host that joined by a token puts a channel on air, at its own address, and a browser plays it', async () => {
  const input = { name: 'Apart', sources: [{ url: source.url }], output: { mode: 'copy' as const } }
  id = (await stack.api.startNew(input)).id
  playbackUrl = (await running()).playbackUrl
  expect(playbackUrl.startsWith(stack.originUrl)).toBe(true)
  const site = await startPlayerSite(browser)
  const player = await site.play(playbackUrl)
  await player.untilPlayed(3)
  await player.close()
  await site.close()
})

test('the web app apart from the control plane shows its log-in page', async () => {
  const page = await browser.newPage()
  await page.goto(stack.webappUrl)
  await page.locator('input[type=password]').waitFor()
  await page.close()
})

test('pages, scripts and answers travel packed, the live events as they are', async () => {
  const page = await fetch(`${stack.webappUrl}/login`)
  const script = /"(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1]
  const token = { authorization: `Bearer ${stack.api.token}` }
  const packing = async (url: string, headers = {}) => {
    const response = await fetch(url, { headers })
    await response.body?.cancel()
    return [response.status, response.headers.get('content-encoding')]
  }
  expect(page.headers.get('content-encoding')).toBe('gzip')
  expect(await packing(`${stack.webappUrl}${script}`)).toEqual([200, 'gzip'])
  for (const url of [stack.url, stack.webappUrl]) {
    expect(await packing(`${url}/api/v1/openapi.json`)).toEqual([200, 'gzip'])
    expect(await packing(`${url}/trpc/live.watch`, token)).toEqual([200, null])
  }
})

test('kill -9 of the agent: the same FFmpeg goes on, is adopted, and the playlist never waits', async () => {
  const before = identities(stack.mediaDir)
  const { discontinuitySequence } = await fetchPlaylist(playbackUrl)
  await stack.kill('agent', 'SIGKILL')
  await goesOn(await sequence())
  expect(identities(stack.mediaDir)).toEqual(before)
  await stack.start('agent')
  const adopted = async () => (await stack.api.metrics(id)).fps !== null
  await waitFor('metrics of the adopted process', adopted)
  await running()
  expect(identities(stack.mediaDir)).toEqual(before)
  const playlist = await fetchPlaylist(playbackUrl)
  expect(playlist.discontinuitySequence).toBe(discontinuitySequence)
  expect(playlist.segments.filter(({ discontinuity }) => discontinuity)).toEqual([])
})

const credential = () => {
  const file = join(stack.agentDir, 'identity.json')
  return HostIdentity.parse(JSON.parse(readFileSync(file, 'utf8'))).credential
}
/** What a host with this credential is answered that asks for a picture which nobody has. */
const statusWith = async (given: string) => {
  const headers = { authorization: `Bearer ${given}` }
  return (await fetch(`${stack.url}/link/assets/${'0'.repeat(64)}`, { headers })).status
}

test('a host comes back with a new credential, and the channel goes on', async () => {
  const [before, processes, from] = [credential(), identities(stack.mediaDir), await sequence()]
  const { hostId } = await stack.api.channel(id)
  // The agent, which was killed, may not be back yet.
  const isReplaced = async () =>
    (await stack.api.send('POST', `/hosts/${hostId}/replace-credential`)).status === 204
  await waitFor('a new credential', isReplaced)
  expect(credential()).not.toBe(before)
  // The old one is over with the first word of the host with its new one.
  await waitFor('the old credential to be over', async () => (await statusWith(before)) === 401)
  await running()
  await goesOn(from)
  expect(identities(stack.mediaDir)).toEqual(processes)
})

test('an administrator has a host replace its credential by a button: the old one is refused, the host is connected with the new one', async () => {
  const page = await loggedIn(browser, stack.webappUrl)
  await page.goto(`${stack.webappUrl}/hosts`)
  await page.getByText('Connected', { exact: true }).waitFor()
  const [before, from] = [credential(), await sequence()]
  expect(await statusWith(before)).toBe(404)
  await page.getByRole('button', { name: 'New credential' }).click()
  await page.getByText('The host has a new credential; the old one no longer counts.').waitFor()
  expect(credential()).not.toBe(before)
  await waitFor('the old credential to be over', async () => (await statusWith(before)) === 401)
  expect(await statusWith(credential())).toBe(404)
  await page.reload()
  await page.getByText('Connected', { exact: true }).waitFor()
  await goesOn(from)
  await page.context().close()
})

test('a host that was revoked comes back as itself with a new join token, and the channel goes on', async () => {
  const [before, processes, from] = [credential(), identities(stack.mediaDir), await sequence()]
  const { hostId } = await stack.api.channel(id)
  expect((await stack.api.send('POST', `/hosts/${hostId}/revoke`)).status).toBe(204)
  expect(await statusWith(before)).toBe(401)
  await stack.kill('agent', 'SIGTERM')
  await stack.start('agent', { JOIN_TOKEN: await newJoinToken(stack.url, stack.api.token ?? '') })
  await waitFor('a new credential', async () => credential() !== before)
  await waitFor('it to count', async () => (await statusWith(credential())) === 404)
  await running()
  await goesOn(from)
  expect(identities(stack.mediaDir)).toEqual(processes)
  expect((await stack.api.channel(id)).hostId).toBe(hostId)
})

test('kill -9 of the origin: it comes back to the same playlist', async () => {
  const before = await sequence()
  await stack.kill('origin', 'SIGKILL')
  await stack.start('origin')
  await goesOn(before)
})

test('an origin that is away is told as an outage although FFmpeg runs, until it answers again', async () => {
  const before = identities(stack.mediaDir)
  await stack.kill('origin', 'SIGKILL')
  const { status } = await stack.api.waitForChannel(id, ({ health }) => health.level === 'dark')
  expect(status).toBe('error')
  expect(identities(stack.mediaDir)).toEqual(before)
  await stack.start('origin')
  await stack.api.waitForChannel(id, ({ health }) => health.level === 'well')
  await running()
})

test('with the control plane away the channel stays on air, and is found again after', async () => {
  await stack.kill('control-plane', 'SIGKILL')
  await goesOn(await sequence())
  await stack.start('control-plane')
  await running()
})

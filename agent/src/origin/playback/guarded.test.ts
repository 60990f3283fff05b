import { randomBytes } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LONGEST_PLAYBACK_SECONDS, type PlaybackGuard } from '@cashbacktv/contract'
import { type JWTPayload, SignJWT } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { restreamAgent } from '../../domain/restreams/restream-agent.ts'
import { CHANNEL, FIRST, type Stage, segmentsOf, setStage } from '../test/stage.ts'

const KEY = randomBytes(32).toString('base64url')
const OPEN: PlaybackGuard = {
  signed: false,
  encrypted: false,
  sites: [],
  networks: [],
  mostViewers: null,
  key: KEY,
  ended: [],
}
const PLAYLIST = '/streams/news/index.m3u8'
const RUNS = [{ runId: FIRST, ended: false }]
const NOW = () => Math.floor(Date.now() / 1000)

let stage: Stage
beforeEach(async () => {
  stage = await setStage()
  stage.write(FIRST, 3)
})
afterEach(() => stage.close())

test('who has an address that was signed watches; 1,000 that are forged, stolen or over get nothing', async () => {
  const former = { key: randomBytes(32).toString('base64url') }
  await guarded({ signed: true, ...former })
  const once = [await sign({}, former), await sign({ sub: 'ada' }, former)]
  for (const token of once) expect(await statusWith(token)).toBe(200)
  await guarded({ signed: true, ended: ['ada'] })
  const good = await sign({})
  const text = await playlistWith(good)
  expect(segmentsOf(text)).toHaveLength(3)
  expect((await segment(text)).status).toBe(200)
  const refused = new Set<number>()
  for (const token of await forged(good, once, 1000)) {
    const { status } = await stage.get(`${PLAYLIST}?token=${encodeURIComponent(token)}`)
    refused.add(status)
  }
  expect([...refused]).toEqual([403])
  expect((await stage.get(PLAYLIST)).status).toBe(403)
  expect((await stage.get('/streams/news/thumbnail.jpg')).status).toBe(403)
})

test('a segment has no address that could be guessed, and the token is in none', async () => {
  await guarded({ signed: true })
  const token = await sign({ sub: 'ada' })
  const text = await playlistWith(token)
  expect(text).not.toContain(token)
  expect(text).not.toContain(FIRST)
  expect(await playlistWith(await sign({ sub: 'bob' }))).toBe(text)
  const [first = ''] = segmentsOf(text)
  const address = new URL(first, stage.base + PLAYLIST).pathname
  const plain = `/streams/_/${CHANNEL}/${FIRST}/00000000.ts`
  expect((await stage.get(plain)).status).toBe(404)
  for (let at = address.lastIndexOf('/') + 1; at < address.lastIndexOf('.'); at += 3) {
    const other = address[at] === 'A' ? 'B' : 'A'
    const changed = address.slice(0, at) + other + address.slice(at + 1)
    expect([at, (await stage.get(changed)).status]).toEqual([at, 404])
  }
  expect((await stage.get(address.replace('.ts', '.aac'))).status).toBe(404)
  expect(await (await stage.get(address)).text()).toHaveLength(1000)
})

test('what was signed ends at once with its viewer, and all of it with the key', async () => {
  const [ada, bob] = [await sign({ sub: 'ada' }), await sign({ sub: 'bob' })]
  await guarded({ signed: true, ended: ['ada'] })
  expect(await statusWith(ada)).toBe(403)
  const text = await playlistWith(bob)
  await guarded({ signed: true, key: randomBytes(32).toString('base64url') })
  await expect.poll(() => statusWith(bob)).toBe(403)
  expect((await segment(text)).status).toBe(404)
})

test('an address for one network counts in no other', async () => {
  await guarded({ signed: true })
  expect(await statusWith(await sign({ ip: '127.0.0.0/8' }))).toBe(200)
  expect(await statusWith(await sign({ ip: '192.0.2.1' }))).toBe(403)
  expect(await statusWith(await sign({ ip: 'anything' }))).toBe(403)
})

test('networks, sites and numbers of viewers are held to, but by who looks after the channel', async () => {
  const exempt = await sign({ exempt: true })
  await guarded({ networks: ['192.0.2.0/24'] })
  expect(await statusOf({})).toBe(403)
  expect(await statusWith(exempt)).toBe(200)
  expect(await statusOf({ 'x-forwarded-for': '192.0.2.9' })).toBe(200)

  await guarded({ sites: ['news.example', '*.partner.example'] })
  await expect.poll(() => statusOf({ referer: 'https://news.example/live' })).toBe(200)
  expect(await statusOf({ origin: 'https://tv.partner.example' })).toBe(200)
  for (const origin of ['https://partner.example', 'https://evilpartner.example', 'null', 'x']) {
    expect([origin, await statusOf({ origin })]).toEqual([origin, 403])
  }
  expect(await statusOf({})).toBe(403)

  await guarded({ mostViewers: 2 })
  await expect.poll(() => statusOf({ 'user-agent': 'one' })).toBe(200)
  const seen = ['one', 'two', 'three', 'one'].map((agent) => statusOf({ 'user-agent': agent }))
  expect((await Promise.all(seen)).filter((status) => status === 403).length).toBeGreaterThan(0)
  expect(await statusOf({ 'user-agent': 'four' })).toBe(403)
})

test('one machine under many names leaves places of a channel to others, by segments too', async () => {
  await guarded({ mostViewers: 20 })
  const named = (from: string, agent: string) => ({ 'x-forwarded-for': from, 'user-agent': agent })
  const statuses: number[] = []
  for (let at = 0; at < 40; at++) {
    const from = at % 2 === 0 ? '192.0.2.1' : `2001:db8:1:${at}::9`
    statuses.push(await statusOf(named(from, `made up ${at}`)))
  }
  expect(statuses.slice(0, 8)).toEqual(Array(8).fill(200))
  const [first = ''] = segmentsOf(
    await (await stage.get(PLAYLIST, { headers: named('192.0.2.1', 'made up 0') })).text(),
  )
  const address = new URL(first, stage.base + PLAYLIST).pathname
  for (let at = 0; at < 40; at++) {
    const asked = await stage.get(address, { headers: named('192.0.2.1', `by segments ${at}`) })
    expect((await asked.arrayBuffer()).byteLength).toBeGreaterThan(0)
  }
  const refused = await stage.get(PLAYLIST, { headers: named('192.0.2.1', 'one more') })
  expect([refused.status, await refused.text()]).toEqual([403, expect.stringMatching(/networks/)])
  expect(await statusOf(named('198.51.100.7', 'a player'))).toBe(200)
  expect(await statusOf(named('192.0.2.1', 'made up 0'))).toBe(200)
})

test('viewers whose addresses were signed by name have each a share, also behind one address', async () => {
  await guarded({ signed: true, mostViewers: 40 })
  const statuses = async (names: readonly string[]) => {
    const all: number[] = []
    for (const [at, sub] of names.entries()) {
      const token = await sign({ sub })
      const headers = { 'user-agent': `player ${at} of ${names.length}` }
      all.push((await stage.get(`${PLAYLIST}?token=${token}`, { headers })).status)
    }
    return all.filter((status) => status === 200).length
  }
  expect(await statuses(Array.from({ length: 33 }, (_, at) => `subscriber ${at}`))).toBe(33)
  expect(await statuses(Array(39).fill('one who passes it on'))).toBeLessThan(7)
  expect(await statuses(['another subscriber'])).toBe(1)
})

test('a destination of this host is sent what viewers get, and nobody by its name alone', async () => {
  await guarded({ signed: true })
  expect(await statusOf({ 'user-agent': restreamAgent(KEY) })).toBe(200)
  expect(await statusOf({ 'user-agent': restreamAgent(null) })).toBe(403)
  expect(await statusOf({ 'user-agent': restreamAgent('another key') })).toBe(403)
  const elsewhere = { 'user-agent': restreamAgent(KEY), 'x-forwarded-for': '192.0.2.9' }
  expect(await statusOf(elsewhere)).toBe(403)
})

test('a playlist for one viewer is kept by no cache, and the key by nobody but us', async () => {
  await guarded({ signed: true })
  const answer = await stage.get(`${PLAYLIST}?token=${await sign({})}`)
  expect(answer.headers.get('cache-control')).toMatch(/^private/)
  expect(JSON.stringify([...answer.headers])).not.toContain(KEY.slice(0, 8))
  const file = join(stage.media, CHANNEL, 'air.json')
  expect(statSync(file).mode & 0o007).toBe(0)
  rmSync(file)
})

async function guarded(rules: Partial<PlaybackGuard>): Promise<void> {
  const playback = { ...OPEN, ...rules }
  stage.air(RUNS, true, { playback })
  const token = new SignJWT({ exempt: true }).setProtectedHeader({ alg: 'HS256' })
  const own = await token
    .setAudience(CHANNEL)
    .setExpirationTime(NOW() + 60)
    .sign(new TextEncoder().encode(playback.key))
  // Until it holds to the new rules: a key of nobody's opens nothing.
  await expect.poll(async () => (await stage.get(`${PLAYLIST}?token=${own}`)).status).toBe(200)
  await expect.poll(async () => segmentsOf(await playlistWith(own)).length).toBe(3)
}

function sign(
  claims: JWTPayload,
  { key = KEY, seconds = 60, aud = CHANNEL } = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(aud)
    .setExpirationTime(NOW() + seconds)
    .sign(new TextEncoder().encode(key))
}

/** Of each kind as many. `once` were good until the key was another. */
async function forged(good: string, once: readonly string[], count: number): Promise<string[]> {
  const [header = '', payload = '', signature = ''] = good.split('.')
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { aud: CHANNEL, exp: NOW() + 60 }
  const kinds: (() => Promise<string> | string)[] = [
    () => sign({}, { key: randomBytes(32).toString('base64url') }),
    () => sign({}, { seconds: -3600 }),
    () => sign({}, { seconds: LONGEST_PLAYBACK_SECONDS + 3600 }),
    () => sign({}, { aud: '6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f002' }),
    () => `${part({ alg: 'none' })}.${part(claims)}.`,
    () => `${part({ alg: 'HS512' })}.${payload}.${signature}`,
    () => `${header}.${part({ ...claims, exp: NOW() + 99 })}.${signature}`,
    () => `${header}.${payload}.${randomBytes(32).toString('base64url')}`,
    () => `${header}.${payload}`,
    () => randomBytes(40).toString('base64url'),
    () => good.slice(0, -2),
    () => 'x'.repeat(5000),
    ...once.map((token) => () => token),
    () => sign({ sub: 'ada' }),
    () => sign({ ip: '192.0.2.1' }),
    () => sign({ sub: 'bob', ip: '::ffff:192.0.2.0/120' }),
  ]
  const made = Array.from({ length: count }, (_, n) => kinds[n % kinds.length]?.() ?? '')
  const noEnd = new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setAudience(CHANNEL)
  return Promise.all([...made, noEnd.sign(new TextEncoder().encode(KEY))])
}

async function playlistWith(token: string): Promise<string> {
  return (await stage.get(`${PLAYLIST}?token=${token}`)).text()
}

async function statusWith(token: string): Promise<number> {
  return (await stage.get(`${PLAYLIST}?token=${token}`)).status
}

async function statusOf(headers: Record<string, string>): Promise<number> {
  return (await stage.get(PLAYLIST, { headers })).status
}

function segment(text: string): Promise<Response> {
  const [first = ''] = segmentsOf(text)
  return stage.get(new URL(first, stage.base + PLAYLIST).pathname)
}

import { SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MadeSource, startMadeTs } from '../sources/made-ts.ts'
import { readPlaylist } from '../stack/playlist.ts'
import { shareStack } from '../stack/shared-stack.ts'
import type { Stack } from '../stack/start-stack.ts'
import { waitFor } from '../stack/wait-for.ts'

const TWO_LANGUAGES = [
  ...['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=10'],
  ...['-f', 'lavfi', '-i', 'sine=f=400:r=48000', '-f', 'lavfi', '-i', 'sine=f=900:r=48000'],
  ...['-map', '0', '-map', '1', '-map', '2', '-c:v', 'libx264', '-preset', 'ultrafast'],
  ...['-tune', 'zerolatency', '-g', '10', '-pix_fmt', 'yuv420p', '-c:a', 'mp2', '-b:a', '64k'],
  ...['-metadata:s:a:0', 'language=tur', '-metadata:s:a:1', 'language=eng'],
]
const OUTPUT = {
  renditions: [
    { name: 'main', height: 180 },
    { name: 'low', height: 144 },
  ],
  audio: { language: 'tur', renditions: [{ name: 'eng', track: { language: 'eng' } }] },
}
/** Playlists below the first; each by its address of the live stream and by that of what is kept. */
const NAMES = ['audio', 'audio-eng', 'low', 'main']

let stack: Stack
let source: MadeSource
beforeAll(async () => {
  ;[stack, source] = await Promise.all([shareStack(), startMadeTs(TWO_LANGUAGES)])
})
afterAll(async () => {
  await stack?.stop()
  await source?.close()
})

test.each([
  ['in the open', { signed: true, encrypted: false }],
  ['encrypted', { signed: true, encrypted: true }],
])(
  'of a ladder with two languages, segments %s, only the right token opens anything',
  async (name, playback) => {
    const { id, index, token } = await onAir(`Ladder ${name}`, playback)
    const other = await onAir(`Other ${name}`, playback)
    const wrong = await wrongTokens(id, token, other.token)
    const right = await playlistsBelow(index, token)
    // Pictures to seek by are parts of segments, which encrypted ones do not have.
    const names = playback.encrypted ? NAMES : [...NAMES, 'i-frames'].sort()
    expect(right.map(({ name }) => name)).toEqual(names)
    const past = await playlistsBelow(`${index}?window=60`, token)
    expect(past.map(({ name }) => name)).toEqual(names)

    // What is asked for with a token: playlists of every kind, the picture and the keys.
    const lists = [index, `${index}?window=60`, ...[...right, ...past].map(({ url }) => url)]
    const keys = new Set([...right, ...past].flatMap(({ keys }) => keys))
    expect(keys.size > 0).toBe(playback.encrypted)
    const picture = index.replace('index.m3u8', 'thumbnail.jpg')
    for (const asked of [...lists, ...keys, picture]) {
      expect([asked, await status(withToken(asked, token))]).toEqual([asked, 200])
      for (const [what, bad] of Object.entries(wrong)) {
        const seen = await status(withToken(asked, bad))
        expect([what, asked, seen]).toEqual([what, asked, 403])
      }
    }

    // What has no token: addresses that nobody can make up, of the window and of the past.
    const otherBelow = await playlistsBelow(other.index, other.token)
    const others = otherBelow.flatMap(({ segments }) => segments)
    for (const { name, segments } of [...right, ...past]) {
      const [segment = ''] = segments.slice(-1)
      expect([name, await status(segment)]).toEqual([name, 200])
      expect(segment).not.toContain(token)
      const cut = segment.replace(/.\.(ts|aac)$/, '.$1')
      const elsewhere = (others[0] ?? '').replace(other.id, id)
      expect(elsewhere).toContain(id)
      for (const bad of [cut, elsewhere, segment.replace(id, other.id)]) {
        for (const asked of [bad, withToken(bad, token)]) {
          expect([name, asked, await status(asked)]).toEqual([name, asked, 404])
        }
      }
    }
    for (const channel of [id, other.id]) await stack.api.deleteChannel(channel)
  },
)

async function onAir(name: string, playback: object) {
  const body = {
    name,
    playback,
    output: OUTPUT,
    sources: [{ url: source.url }],
    dvr: { windowSeconds: 600 },
  }
  const made = await stack.api.send('POST', '/channels', body)
  expect(made.status, made.text).toBe(201)
  const { id } = made.body as { id: string }
  await stack.api.act(id, 'start')
  await stack.api.waitForChannel(id, ({ showing }) => showing === 'live', 60_000)
  const answer = await stack.api.send('POST', `/channels/${id}/playback/addresses`, {})
  const { url, token } = answer.body as { url: string; token: string }
  const index = url.replace(/\?.*/, '')
  const has = async (asked: string) => {
    const below = await playlistsBelow(asked, token)
    return below.length > 0 && below.every(({ segments }) => segments.length > 0)
  }
  await waitFor('segments of each kind', () => has(index), { timeoutMs: 60_000 })
  await waitFor('a past of each kind', () => has(`${index}?window=60`), { timeoutMs: 60_000 })
  const picture = withToken(index.replace('index.m3u8', 'thumbnail.jpg'), token)
  await waitFor('a picture', async () => (await status(picture)) === 200, { timeoutMs: 60_000 })
  return { id, index, token }
}

/** Signed as a site does that signs by itself, where it is not made from a good one. */
async function wrongTokens(id: string, good: string, ofOther: string) {
  const revealed = await stack.api.send('POST', `/channels/${id}/playback/key`)
  const { key } = revealed.body as { key: string }
  const expired = new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setAudience(id)
  return {
    none: null,
    empty: '',
    'of another channel': ofOther,
    expired: await expired.setExpirationTime('1 minute ago').sign(new TextEncoder().encode(key)),
    cut: good.slice(0, -1),
    'without its signature': good.slice(0, good.lastIndexOf('.') + 1),
  }
}

/** Of the playlists that a multivariant one leads to: their names, sorted, and what they list. */
async function playlistsBelow(index: string, token: string) {
  const from = withToken(index, token)
  const text = await textOf(from)
  const uris = text.split('\n').flatMap((line) => {
    const [, inTag] = /URI="([^"]+)"/.exec(line) ?? []
    return inTag ?? (line === '' || line.startsWith('#') ? [] : line)
  })
  const read = [...new Set(uris)].map(async (uri) => {
    const url = new URL(uri, from).href
    const list = await textOf(url)
    const keys = [...list.matchAll(/#EXT-X-KEY:.*URI="([^"]+)"/g)]
    return {
      name: /([^/]+)\.m3u8/.exec(uri)?.[1] ?? uri,
      url,
      segments: readPlaylist(list, url).segments.map((segment) => segment.url),
      keys: keys.map(([, key = '']) => new URL(key, url).href),
    }
  })
  return (await Promise.all(read)).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** `null` takes the token away. */
function withToken(address: string, token: string | null): string {
  const url = new URL(address)
  if (token === null) url.searchParams.delete('token')
  else url.searchParams.set('token', token)
  return url.href
}

async function textOf(url: string): Promise<string> {
  const answer = await fetch(url)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 200)}`)
  return text
}

async function status(url: string): Promise<number> {
  const answer = await fetch(url)
  await answer.arrayBuffer()
  return answer.status
}

import { execFile } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PlaybackSettings } from '@cashbacktv/contract'
import { SignJWT } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readList } from '../test/ladder-stage.ts'
import { listedSegments, periodsIn } from '../test/read-manifest.ts'
import { CHANNEL, FIRST, runFolder, type Stage, setStage } from '../test/stage.ts'

const KEY = randomBytes(32).toString('base64url')
const MANIFEST = '/streams/news/manifest.mpd'
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast']
/** Far behind what is listed. */
const LATER = '00000100'
const run = promisify(execFile)

let stage: Stage
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

test('what is kept, and a recording, are played as CMAF, and as DASH once they are over', async () => {
  const key = randomBytes(16).toString('hex')
  const [from, to] = ['2025-12-31T00:00:00Z', '2026-01-02T00:00:00Z']
  stage.record([{ id: randomUUID(), channelId: CHANNEL, key, from, to }])
  await writeRun(H264)
  air({ dvrWindowSeconds: 3600 })
  await listed(6)
  expect((await stage.get(`${MANIFEST}?window=60`)).status).toBe(400)
  const recorded = `/streams/_/${CHANNEL}/recordings/${key}`
  const over = await eventually(`${recorded}/manifest.mpd`)
  const past = await eventually(`${MANIFEST}?start=${from}&end=${to}`)
  for (const [base, text] of [
    [`${recorded}/manifest.mpd`, over],
    [MANIFEST, past],
  ] as const) {
    expect(text).toContain('type="static"')
    expect(text).not.toContain('UTCTiming')
    const [period] = periodsIn(text)
    const addresses = listedSegments(period ?? { tracks: [] }, 'video')
    expect(addresses.length).toBeGreaterThan(4)
    expect(
      await statusesOf(base, [...addresses, ...listedSegments(period ?? { tracks: [] }, 'audio')]),
    ).toEqual([200])
    const seconds = period?.tracks[0]?.durations.reduce((sum, ticks) => sum + ticks / 90_000, 0)
    expect(period).toMatchObject({ start: 0, duration: seconds })
  }
  const list = await (await stage.get(`${recorded}/cmaf/audio.m3u8`)).text()
  expect(await statusesOf(`${recorded}/cmaf/audio.m3u8`, list.match(/^[^#].*$/gm) ?? [])).toEqual([
    200,
  ])
  expect(list).toMatch(/#EXT-X-MAP[\s\S]*#EXT-X-ENDLIST/)
})

test('of who may watch the rules are the same: no address can be guessed, and what is encrypted has none', async () => {
  const playback = { ...PlaybackSettings.parse({ signed: true }), key: KEY, ended: [] }
  const recorded = randomBytes(16).toString('hex')
  const recording = `/streams/_/${CHANNEL}/recordings/${recorded}/manifest.mpd`
  const span = { from: '2025-12-31T00:00:00Z', to: '2026-01-02T00:00:00Z' }
  stage.record([{ id: randomUUID(), channelId: CHANNEL, key: recorded, ...span }])
  await writeRun(H264)
  air({ playback, dvrWindowSeconds: 3600 })
  const runFile = (number: number) =>
    join(runFolder(stage.media, FIRST), `${String(number).padStart(8, '0')}.ts`)
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(CHANNEL)
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(KEY))
  const text = await eventually(`${MANIFEST}?token=${token}`)
  expect(text).not.toContain(FIRST)
  expect((await stage.get(MANIFEST)).status).toBe(403)
  expect((await stage.get('/streams/news/cmaf/video.m3u8')).status).toBe(403)
  const [period] = periodsIn(text)
  const addresses = listedSegments(period ?? { tracks: [] }, 'video')
  expect(await statusesOf(MANIFEST, [...addresses, period?.tracks[0]?.init ?? ''])).toEqual([200])
  expect(
    await statusesOf(MANIFEST, [
      `../_/${CHANNEL}/${FIRST}/00000000.mp4`,
      `../_/${CHANNEL}/${FIRST}/init.mp4`,
    ]),
  ).toEqual([404])
  const forged = (addresses[0] ?? '').replace(/(sealed\/.{20})./, '$1-')
  expect(await statusesOf(MANIFEST, [forged, (addresses[0] ?? '').replace('.mp4', '.ts')])).toEqual(
    [404],
  )
  // Nor can a later one be counted on to, live or of the past, by who asks for no manifest any more.
  const later = async (listed: string) =>
    statusesOf(MANIFEST, [listed.replace(/\d{8}(?=\.mp4)/, LATER)])
  copyFileSync(runFile(0), runFile(Number(LATER)))
  expect(await later(addresses[0] ?? '')).toEqual([404])
  const pastUntil = async (end: string) => {
    const asked = `${MANIFEST}?token=${token}&start=2025-12-31T00:00:00Z&end=${end}`
    const [over] = periodsIn(await eventually(asked))
    return listedSegments(over ?? { tracks: [] }, 'video')
  }
  await expect
    .poll(async () => (await pastUntil('2026-01-02T00:00:00Z')).length, { timeout: 10_000 })
    .toBeGreaterThan(4)
  const listedThen = await pastUntil('2026-01-01T00:00:05Z')
  expect(await statusesOf(MANIFEST, listedThen)).toEqual([200])
  expect(await statusesOf(MANIFEST, [(listedThen.at(-1) ?? '').replace('4.mp4', '5.mp4')])).toEqual(
    [404],
  )

  const list = await (await stage.get(`/streams/news/cmaf/video.m3u8?token=${token}`)).text()
  const listedThere = [...(list.match(/^[^#].*$/gm) ?? []), /URI="([^"]*)"/.exec(list)?.[1] ?? '']
  expect(await statusesOf('/streams/news/cmaf/video.m3u8', listedThere)).toEqual([200])

  air({ playback: { ...playback, encrypted: true } })
  const statusOf = async (address: string) => (await stage.get(`${address}?token=${token}`)).status
  await expect.poll(() => statusOf(MANIFEST), { timeout: 10_000 }).toBe(404)
  expect(await statusOf('/streams/news/cmaf/index.m3u8')).toBe(404)
  // What was listed before is encrypted by now too, but for who has the address of a recording.
  expect(await statusesOf(MANIFEST, [addresses[0] ?? '', listedThen[0] ?? ''])).toEqual([404])
  const [kept] = periodsIn(await eventually(recording))
  expect(await statusesOf(recording, listedSegments(kept ?? { tracks: [] }, 'video'))).toEqual([
    200,
  ])
  expect(await statusOf('/streams/news/index.m3u8')).toBe(200)
})

test('of a picture that no CMAF is made of the audio is played, and DASH says that there is nothing', async () => {
  await writeRun(['-c:v', 'mpeg2video'])
  air({})
  await listed(4)
  const video = (await readList(stage, 'cmaf/video')) ?? ''
  expect(video.match(/#EXT-X-GAP/g)?.length).toBe(video.match(/#EXTINF/g)?.length)
  expect(await readList(stage, 'cmaf/audio')).not.toContain('GAP')
  expect((await stage.get(`/streams/_/${CHANNEL}/${FIRST}/00000000.mp4`)).status).toBe(404)
  expect((await stage.get(MANIFEST)).status).toBe(404)
})

test('HEVC is said and written as Apple’s players want it, and DASH says the same', async () => {
  await writeRun(['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none'])
  air({})
  await listed(4)
  const index = (await readList(stage, 'cmaf/index')) ?? ''
  expect(index).toMatch(/RESOLUTION=320x180,FRAME-RATE=25\.000,CODECS="hvc1\.[\w.]+,mp4a\.40\.2"/)
  expect(await eventually(MANIFEST)).toMatch(/codecs="hvc1\.[\w.]+" width="320" height="180"/)
  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-select_streams', 'v', '-of', 'csv=p=0'],
    ...['-show_entries', 'stream=codec_name,codec_tag_string'],
    `${stage.base}/streams/news/cmaf/video.m3u8`,
  ])
  expect(stdout).toContain('hevc,hvc1')
})

/** The different answers to what is asked for from there. */
async function statusesOf(base: string, addresses: readonly string[]): Promise<number[]> {
  const answers = addresses.map(async (address) => {
    const { pathname } = new URL(address, stage.base + base)
    return (await stage.get(pathname)).status
  })
  return [...new Set(await Promise.all(answers))]
}

async function eventually(address: string): Promise<string> {
  await expect.poll(async () => (await stage.get(address)).status, { timeout: 30_000 }).toBe(200)
  return (await stage.get(address)).text()
}

function air(change: Parameters<Stage['air']>[2]): void {
  const hls = { segmentSeconds: 1, windowSegments: 6 }
  stage.air([{ runId: FIRST, ended: true }], true, { hls, ...change })
}

/** A run that is over, of eight segments of a second, which are dated from the first of January on. */
async function writeRun(video: readonly string[]): Promise<void> {
  const folder = runFolder(stage.media, FIRST)
  mkdirSync(folder, { recursive: true })
  const card = ['-f', 'lavfi', '-i', 'testsrc=s=320x180:r=25', '-f', 'lavfi', '-i', 'sine']
  const out = [...video, '-g', '25', '-c:a', 'aac', '-t', '8', '-f', 'hls', '-hls_time', '1']
  const list = join(folder, 'index.m3u8')
  await run('ffmpeg', [
    ...['-v', 'error', ...card, ...out, '-hls_list_size', '0', '-hls_flags', 'program_date_time'],
    ...['-hls_segment_filename', join(folder, '%08d.ts'), list],
  ])
  let at = Date.UTC(2026, 0, 1)
  const dated = readFileSync(list, 'utf8').replace(/(?<=DATE-TIME:).*/g, () => {
    const date = new Date(at).toISOString().replace('Z', '+0000')
    at += 1000
    return date
  })
  writeFileSync(list, dated)
}

async function listed(count: number): Promise<void> {
  const there = async () => (await readList(stage, 'index'))?.match(/#EXTINF/g)?.length ?? 0
  await expect.poll(there, { timeout: 30_000 }).toBeGreaterThanOrEqual(count)
}

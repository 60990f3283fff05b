import { execFile } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CHANNEL, FIRST, runFolder, type Stage, setStage } from '../test/stage.ts'

const [SECONDS, RATE] = [6, 10]
/** What is live does not end: a decoder waits for more behind the last ones. */
const FRAMES = (SECONDS - 1) * RATE
const [FROM, TO] = ['2025-12-31T23:00:00Z', '2026-01-01T01:00:00Z']
/** Not signed, so that a player needs no address of its own. */
const ENCRYPTED = {
  key: 'k'.repeat(43),
  signed: false,
  encrypted: true,
  ended: [],
  sites: [],
  networks: [],
  mostViewers: null,
}
const run = promisify(execFile)

let stage: Stage
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

test('HEVC that is encrypted is deciphered by players, live and of the past, and recorded as it is', async () => {
  const key = randomBytes(16).toString('hex')
  const spec = { id: randomUUID(), channelId: CHANNEL, key, from: FROM, to: TO }
  stage.record([spec])
  const folder = await writeRun()
  stage.air([{ runId: FIRST, ended: true }], true, {
    hls: { segmentSeconds: 1, windowSegments: SECONDS },
    dvrWindowSeconds: 3600,
    playback: ENCRYPTED,
  })
  await stage.listed(SECONDS)
  const sent = await framesOf(join(folder, 'index.m3u8'))
  expect(sent).toHaveLength(FRAMES)
  const live = `${stage.base}/streams/news/index.m3u8`
  const past = `${live}?start=${FROM}&end=${TO}`
  for (const address of [live, past]) {
    await expect
      .poll(async () => (await (await fetch(address)).text()).match(/#EXTINF/g)?.length, {
        timeout: 20_000,
      })
      .toBe(SECONDS)
    expect(await (await fetch(address)).text()).toContain('#EXT-X-KEY:METHOD=AES-128')
    expect(await framesOf(address), address).toEqual(sent)
  }
  // All of it is kept by now, which is dated long ago: its file is made at once.
  stage.record([{ ...spec, isExported: true }])
  const file = `/streams/_/${CHANNEL}/recordings/${key}/recording.mp4`
  const isThere = async () => (await stage.get(file, { method: 'HEAD' })).status
  await expect.poll(isThere, { timeout: 40_000 }).toBe(200)
  expect(await framesOf(stage.base + file)).toEqual(sent)
  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-select_streams', 'v', '-of', 'csv=p=0'],
    ...['-show_entries', 'stream=codec_name,codec_tag_string', stage.base + file],
  ])
  expect(stdout.trim()).toBe('hevc,hvc1')
}, 90_000)

/** Each picture that is decoded, by its hash; nothing is to be complained of. */
async function framesOf(address: string): Promise<string[]> {
  const input = [...(address.includes('m3u8') ? ['-live_start_index', '0'] : []), '-i', address]
  const maps = ['-map', '0:v', '-frames:v', String(FRAMES), '-fps_mode', 'passthrough']
  const { stdout, stderr } = await run('ffmpeg', [
    ...['-v', 'error', '-nostdin', ...input, ...maps, '-f', 'framemd5', '-'],
  ])
  expect(stderr).toBe('')
  const lines = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return lines.map((line) => line.split(',').at(-1)?.trim() ?? '')
}

/** A run that is over, of segments of a second, which are dated from the first of January on. Answers its folder. */
async function writeRun(): Promise<string> {
  const folder = runFolder(stage.media, FIRST)
  mkdirSync(folder, { recursive: true })
  const list = join(folder, 'index.m3u8')
  const card = ['-f', 'lavfi', '-i', `testsrc2=s=160x90:r=${RATE}`, '-f', 'lavfi', '-i', 'sine']
  const video = [
    '-c:v',
    'libx265',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-g',
    String(RATE),
  ]
  const params = 'log-level=none:scenecut=0:open-gop=0:repeat-headers=1'
  await run('ffmpeg', [
    ...['-v', 'error', ...card, ...video, '-x265-params', params, '-c:a', 'aac'],
    ...['-t', String(SECONDS), '-f', 'hls', '-hls_time', '1', '-hls_list_size', '0'],
    ...['-hls_flags', 'program_date_time', '-hls_segment_filename', join(folder, '%08d.ts'), list],
  ])
  let at = Date.UTC(2026, 0, 1)
  const dated = readFileSync(list, 'utf8').replace(/(?<=DATE-TIME:).*/g, () => {
    const date = new Date(at).toISOString().replace('Z', '+0000')
    at += 1000
    return date
  })
  writeFileSync(list, dated)
  return folder
}

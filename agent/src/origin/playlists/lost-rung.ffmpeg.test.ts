import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { AudioSettings, ChannelSpec } from '@cashbacktv/contract'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { ladderOf } from '../../domain/plan-ffmpeg/ladder.ts'
import { type AirLab, startAirLab } from '../../ffmpeg/test/air-lab.ts'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { writeLadder } from '../../files/ladder-file.ts'
import {
  endAfter,
  expectSameSlots,
  publishedIndex,
  readList,
  readMedia,
} from '../test/ladder-stage.ts'
import { periodsIn } from '../test/read-manifest.ts'
import { FIRST, runFolder, SECOND, type Stage, setStage } from '../test/stage.ts'

const RENDITIONS = [
  { name: 'hd', height: 180 },
  { name: 'low', height: 144 },
]
const PLAYLISTS = ['hd', 'low', 'audio', 'audio-eng']
const SECONDS = 6
/** Slots of the first run in which the smallest one, which brings the audio, is there. */
const THERE = 3
/** Which of the slots are to be of an audio that is heard. */
const HEARD = [true, true, true, false, false, false, true, true, true, true, true, true]
const run = promisify(execFile)

let lab: AirLab
let stage: Stage
/** The folder of a whole run. */
let whole: string
beforeAll(async () => {
  lab = await startAirLab()
  const tones = ['440', '880'].flatMap((f) => ['-f', 'lavfi', '-i', `sine=f=${f}:d=${SECONDS}`])
  await lab.ffmpeg([
    ...['-f', 'lavfi', '-i', `testsrc2=s=320x180:r=10:d=${SECONDS}`, ...tones],
    ...['-map', '0:v', '-map', '1:a', '-map', '2:a', '-c:v', 'libx264', '-preset', 'ultrafast'],
    ...['-g', '10', '-c:a', 'aac', '-metadata:s:a:0', 'language=tur'],
    ...['-metadata:s:a:1', 'language=eng', 'card.ts'],
  ])
  whole = await carried()
}, 60_000)
afterAll(() => lab.close())
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

const HLS = { segmentSeconds: 1, windowSegments: 2 * SECONDS }
const AUDIO = {
  language: 'tur',
  renditions: [{ name: 'eng', label: null, track: { language: 'eng' } }],
}

test('where the smallest rendition of a ladder ends alone no playlist has a hole, and its audio is back with the next run', async () => {
  await place(FIRST)
  endAfter(join(runFolder(stage.media, FIRST), 'low'), THERE)
  air({ runId: FIRST, ended: false })
  await publishedIndex(stage, 'hd', SECONDS)
  await expectSameSlots(stage, PLAYLISTS)
  expect((await stage.observed((seen) => seen.segments === SECONDS)).lostRenditionRunId).toBe(FIRST)
  await place(SECOND)
  air({ runId: FIRST, ended: true }, { runId: SECOND, ended: false })
  await publishedIndex(stage, 'hd', 2 * SECONDS)
  await expectSameSlots(stage, PLAYLISTS)
  for (const name of PLAYLISTS) {
    expect([name, await readList(stage, name)]).toEqual([name, expect.not.stringContaining('GAP')])
  }
  const { segments } = await readMedia(stage, 'low')
  expect(segments.map(({ uri }) => uri.split('/').at(-2))).toEqual(
    HEARD.map((isThere) => (isThere ? 'low' : 'hd')),
  )
  for (const name of ['audio', 'audio-eng']) {
    const volumes = await volumesOf(name)
    expect([name, volumes.map(({ isHeard }) => isHeard)]).toEqual([name, HEARD])
    // Decoders notice nothing of it: rate, channels and the length of each are what they were.
    expect(new Set(volumes.map(({ kind }) => kind)).size).toBe(1)
    for (const { seconds } of volumes) expect(seconds).toBeCloseTo(1, 0.8)
  }
  const { lostRenditionRunId } = await stage.observed((seen) => seen.segments === 2 * SECONDS)
  expect(lostRenditionRunId).toBeUndefined()
}, 90_000)

test('players of DASH have audio in each period too, and the rendition that has ended in none', async () => {
  await place(FIRST)
  endAfter(join(runFolder(stage.media, FIRST), 'low'), THERE)
  air({ runId: FIRST, ended: false })
  await publishedIndex(stage, 'hd', SECONDS)
  const text = await (await stage.get('/streams/news/manifest.mpd')).text()
  const shown = periodsIn(text).map(({ tracks }) =>
    tracks.map(({ media }) => media.split('/').at(-2)),
  )
  expect(shown).toEqual([
    ['hd', 'low', 'audio', 'audio-eng'],
    ['hd', 'audio', 'audio-eng'],
  ])
}, 60_000)

/** A run of the planned command, from the begin of the source to its end. */
async function carried(): Promise<string> {
  const spec = specOf()
  const facts = await lab.probed(lab.url('card.ts'))
  const { out } = await lab.carry(lab.url('card.ts'), { spec, facts })
  const ladder = ladderOf(spec, facts)
  if (ladder === null) throw new Error('It is no ladder.')
  writeLadder(out, ladder)
  return out
}

function specOf(): ChannelSpec {
  const given = transcodeSpec({ renditions: RENDITIONS })
  const audio = AudioSettings.parse(AUDIO)
  return ChannelSpec.parse({ ...given, hls: HLS, output: { ...given.output, audio } })
}

async function place(runId: string): Promise<void> {
  const folder = runFolder(stage.media, runId)
  mkdirSync(dirname(folder), { recursive: true })
  await run('cp', ['-r', whole, folder])
}

function air(...runs: Parameters<Stage['air']>[0]): void {
  stage.air(runs, true, { hls: HLS, audio: AUDIO })
}

type Volume = { isHeard: boolean; kind: string; seconds: number }

/** Of each segment that a playlist lists. */
async function volumesOf(name: string): Promise<Volume[]> {
  const { segments } = await readMedia(stage, name)
  const volumes: Volume[] = []
  for (const { uri } of segments) {
    const { href } = new URL(uri, `${stage.base}/streams/news/${name}.m3u8`)
    const shown = ['-show_entries', 'stream=codec_name,sample_rate,channels', '-of', 'csv=p=0']
    const { stdout: kind } = await run('ffprobe', ['-v', 'error', ...shown, href])
    const decoded = ['-v', 'error', '-i', href, '-ac', '1', '-ar', '48000', '-f', 's16le', '-']
    const how = { encoding: 'buffer', maxBuffer: 1e7 } as const
    const { stdout, stderr } = await run('ffmpeg', decoded, how)
    expect(stderr.toString()).toBe('')
    const samples = Array.from({ length: stdout.length >> 1 }, (_, at) =>
      stdout.readInt16LE(at * 2),
    )
    const isHeard = samples.some((sample) => Math.abs(sample) > 1000)
    volumes.push({ isHeard, kind: kind.trim(), seconds: samples.length / 48_000 })
  }
  return volumes
}

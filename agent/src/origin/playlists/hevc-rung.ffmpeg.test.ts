import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ChannelSpec } from '@cashbacktv/contract'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { ladderOf } from '../../domain/plan-ffmpeg/ladder.ts'
import { type AirLab, startAirLab } from '../../ffmpeg/test/air-lab.ts'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { writeLadder } from '../../files/ladder-file.ts'
import { expectSameSlots, publishedIndex, readMedia } from '../test/ladder-stage.ts'
import { FIRST, runFolder, type Stage, setStage } from '../test/stage.ts'

const RENDITIONS = [
  { name: 'hd', height: 180 },
  { name: 'low', height: 144 },
]
const SECONDS = 8
/** Slots that the larger one has before it fails. */
const THERE = 3
const run = promisify(execFile)

let lab: AirLab
let stage: Stage
beforeAll(async () => {
  lab = await startAirLab()
  const card = ['-f', 'lavfi', '-i', `testsrc2=s=320x180:r=10:d=${SECONDS}`]
  const coded = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '10', '-c:a', 'aac']
  await lab.ffmpeg([...card, '-f', 'lavfi', '-i', `sine=d=${SECONDS}`, ...coded, 'card.ts'])
})
afterAll(() => lab.close())
beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.close())

test('where one rendition of a ladder of HEVC fails, its viewers get the other, and nobody waits', async () => {
  const given = transcodeSpec({ renditions: RENDITIONS })
  const hls = { segmentSeconds: 1, windowSegments: SECONDS }
  const output = { ...given.output, codec: 'hevc' }
  const spec = ChannelSpec.parse({ ...given, hls, output })
  const facts = await lab.probed(lab.url('card.ts'))
  const { out } = await lab.carry(lab.url('card.ts'), { spec, facts })
  const folder = runFolder(stage.media, FIRST)
  mkdirSync(join(folder, '..'), { recursive: true })
  await run('cp', ['-r', out, folder])
  const ladder = ladderOf(spec, facts)
  if (ladder !== null) writeLadder(folder, ladder)
  failAfter(join(folder, 'hd'))
  stage.air([{ runId: FIRST, ended: false }], true, { hls })
  // So far behind it is not waited for.
  await publishedIndex(stage, 'hd', SECONDS - 3)
  const { segments } = await readMedia(stage, 'hd')
  const rooms = segments.map(({ uri }) => uri.split('/').at(-2) ?? '')
  expect(rooms.slice(0, THERE)).toEqual(Array(THERE).fill('hd'))
  expect(new Set(rooms.slice(THERE))).toEqual(new Set(['low']))
  expect(segments.filter(({ discontinuity }) => discontinuity)).toEqual([])
  // Whose parameters change within it, which decoders follow: each segment brings its own.
  expect(await heightsOf(segments.map(({ uri }) => uri))).toEqual(['hevc,180', 'hevc,144'])
  await expectSameSlots(stage, ['hd', 'low', 'audio'])
}, 90_000)

/** As where its encoder has ended: nothing of it is there any more from then on. */
function failAfter(folder: string): void {
  const list = join(folder, 'index.m3u8')
  const text = readFileSync(list, 'utf8')
  const files = text.match(/^\d+\.ts$/gm) ?? []
  const last = files[THERE - 1] ?? ''
  writeFileSync(list, `${text.slice(0, text.indexOf(last) + last.length)}\n`)
  for (const file of files.slice(THERE)) rmSync(join(folder, file))
}

/** The different codecs and heights of these, in their order. */
async function heightsOf(addresses: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const address of addresses) {
    const { href } = new URL(address, `${stage.base}/streams/news/hd.m3u8`)
    const { stdout, stderr } = await run('ffprobe', [
      ...['-v', 'error', '-select_streams', 'v', '-of', 'csv=p=0'],
      ...['-show_entries', 'stream=codec_name,height', href],
    ])
    expect(stderr).toBe('')
    for (const shown of stdout.match(/\w+,\d+/g) ?? []) found.add(shown)
  }
  return [...found]
}

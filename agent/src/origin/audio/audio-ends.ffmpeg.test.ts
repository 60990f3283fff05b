import type { ChildProcess } from 'node:child_process'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AirLab, startAirLab } from '../../ffmpeg/test/air-lab.ts'
import { transcodeSpec } from '../../ffmpeg/test/specs.ts'
import { expectSameSlots, publishedIndex, readMedia, startRun } from '../test/ladder-stage.ts'
import { FIRST, type Stage, setStage } from '../test/stage.ts'

const RENDITIONS = [
  { name: 'hd', height: 216 },
  { name: 'low', height: 144 },
]
const HLS = { segmentSeconds: 1, windowSegments: 6 }
const [SECONDS, AUDIO_SECONDS] = [14, 4]

let lab: AirLab
let stage: Stage
const running: ChildProcess[] = []
beforeAll(async () => {
  lab = await startAirLab()
  await lab.ffmpeg([
    ...['-f', 'lavfi', '-i', `testsrc2=s=384x216:r=25:d=${SECONDS}`],
    ...['-f', 'lavfi', '-i', `sine=r=48000:d=${AUDIO_SECONDS}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-c:a', 'aac', 'ending.ts'],
  ])
})
afterAll(() => lab.close())
beforeEach(async () => {
  stage = await setStage()
})
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  await stage.close()
})

test('where a source loses its audio, viewers of the smallest rendition, which carries it, keep their picture', async () => {
  const url = lab.url('ending.ts')
  // Read as a recording is, no faster than it is shown.
  const facts = { ...(await lab.probed(url)), durationSeconds: SECONDS }
  const spec = { ...transcodeSpec({ renditions: RENDITIONS }), hls: HLS }
  running.push(startRun(stage, FIRST, { spec, facts, url }))
  stage.air([{ runId: FIRST, ended: false }], true, { hls: HLS })
  await publishedIndex(stage, 'low', 1)
  const shown = new Set<string>()
  const newest = async () => {
    const uris = (await readMedia(stage, 'low')).segments.map(({ uri }) => uri)
    for (const uri of uris) shown.add(uri)
    return Number.parseInt(uris.at(-1)?.split('/').at(-1) ?? '', 10)
  }
  await expect.poll(newest, { timeout: 40_000, interval: 200 }).toBeGreaterThan(SECONDS - 3)
  expect([...shown].filter((uri) => !uri.includes('/low/'))).toEqual([])
  const { soundMissingSince } = await stage.observed((air) => air.soundMissingSince !== undefined)
  expect(Date.parse(soundMissingSince ?? '')).toBeLessThan(Date.now())
  await expectSameSlots(stage, ['hd', 'low', 'audio'])
})

import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CHANNEL, FIRST, mediaSequence, type Stage, segmentsOf, setStage } from '../test/stage.ts'

const DAMAGES: Record<string, (path: string) => void> = {
  'cut off': (path) => truncateSync(path, 300),
  'full of zeros': (path) => writeFileSync(path, Buffer.alloc(readFileSync(path).length)),
  garbage: (path) => writeFileSync(path, Buffer.from('\u0000\u0007ÿ{[not what was written')),
  empty: (path) => writeFileSync(path, ''),
  'half written': (path) => {
    const bytes = readFileSync(path)
    writeFileSync(path, Buffer.concat([bytes.subarray(0, 200), Buffer.alloc(bytes.length - 200)]))
  },
  'of another channel': (path) => {
    const window = JSON.parse(readFileSync(path, 'utf8'))
    const channelId = '6a3c0f52-7a0e-4d0c-9a51-0d9b53a4f0ff'
    writeFileSync(path, JSON.stringify({ ...window, channelId, mediaSequence: 7, segments: [] }))
  },
  missing: (path) => rmSync(path),
}
/** So short that nothing has to be waited for. */
const SECONDS = 0.2
const FILES = ['window.json', 'window.json.copy']
const EACH = Object.keys(DAMAGES).flatMap((how) => FILES.map((file) => [file, how] as const))

let stage: Stage

beforeEach(async () => {
  stage = await setStage()
  stage.air([{ runId: FIRST, ended: false }])
  stage.write(FIRST, 3, SECONDS)
  await stage.listed(3)
})

afterEach(() => stage.close())

test.each(EACH)(
  '%s that is %s changes nothing, nor does the other one right after',
  async (file, how) => {
    const before = await stage.playlist()
    for (const damaged of [file, ...FILES.filter((other) => other !== file)]) {
      damage(damaged, how)
      stage.restart()
      expect(await stage.shown('#EXTM3U')).toBe(before)
    }
    stage.write(FIRST, 4, SECONDS)
    const after = await stage.listed(4)
    expect(mediaSequence(after)).toBe(mediaSequence(before))
    expect(after).toContain(before.slice(before.indexOf('#EXT-X-PROGRAM')))
    expect(after).not.toContain('#EXT-X-DISCONTINUITY\n')
  },
)

test.each(Object.keys(DAMAGES))(
  'with both copies %s, twice within a second, no segment comes again and no number',
  async (how) => {
    const seen = segmentsOf(await stage.playlist())
    let before = await stage.playlist()
    await stage.observed((air) => air.segments === 3)
    for (const count of [4, 5]) {
      for (const file of FILES) damage(file, how)
      stage.restart()
      await stage.shown('This channel is starting.')
      stage.write(FIRST, count, SECONDS)
      const after = await stage.listed(1)
      expect(seen).not.toContain(segmentsOf(after)[0])
      expect(mediaSequence(after)).toBeGreaterThan(mediaSequence(before) + seen.length)
      expect(discontinuities(after)).toBeGreaterThan(discontinuities(before))
      expect(stage.warnings.at(-1)).toBe('window.json and its copy are lost: numbered on from time')
      seen.push(...segmentsOf(after))
      before = after
    }
  },
)

const target = (text: string) => Number(/TARGETDURATION:(\d+)/.exec(text)?.[1])

test('with both copies lost, twice, the target duration that players were promised stays', async () => {
  const durations = [SECONDS, SECONDS, SECONDS, 4.6]
  stage.write(FIRST, 4, durations)
  const before = await stage.shown('00000003.ts')
  expect(target(before)).toBe(5)
  await stage.observed((air) => air.targetDurationSeconds === 5)
  for (const next of [4, 5]) {
    for (const file of FILES) damage(file, 'missing')
    stage.restart()
    await stage.shown('This channel is starting.')
    durations.push(2)
    stage.write(FIRST, durations.length, durations)
    expect(target(await stage.shown(`0000000${next}.ts`))).toBe(5)
    await stage.observed((air) => air.segments === 1)
  }
})

test('copies that are older than what was published since are as good as lost', async () => {
  const old = FILES.map((file) => readFileSync(join(stage.media, CHANNEL, file)))
  stage.write(FIRST, 5, SECONDS)
  const before = await stage.listed(5)
  await stage.observed((air) => air.segments === 5)
  for (const [at, file] of FILES.entries()) {
    writeFileSync(join(stage.media, CHANNEL, file), old[at] ?? '')
  }
  stage.restart()
  stage.write(FIRST, 6, SECONDS)
  const after = await stage.shown('00000005.ts')
  expect(segmentsOf(after)).toHaveLength(1)
  expect(mediaSequence(after)).toBeGreaterThan(mediaSequence(before) + 5)
})

function damage(file: string, how: string): void {
  DAMAGES[how]?.(join(stage.media, CHANNEL, file))
}

function discontinuities(text: string): number {
  return Number(/DISCONTINUITY-SEQUENCE:(\d+)/.exec(text)?.[1])
}

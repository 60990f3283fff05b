import { expect, test } from 'vitest'
import { judgeStart } from './judge-start.ts'

const missed = (number: number) => [
  `[hls @ 0x1] [info] Opening 'http://h/x${number}.ts' for reading`,
  '[http @ 0x2] [warning] HTTP error 404 Not Found',
  `[hls @ 0x1] [warning] Failed to open segment ${number} of playlist 0`,
]
const reading = (file: string) => `[hls @ 0x1] [info] Opening 'http://h/${file}' for reading`
const NO_AUDIO =
  '[mpegts @ 0x1] [warning] Could not find codec parameters for stream 1 (Audio: aac ([15][0][0][0] / 0x000F), 0 channels): unspecified sample format'

test('segments that are not there are told while FFmpeg goes on trying', () => {
  expect(judgeStart([...missed(1), ...missed(2)], 2000)).toBeNull()
  const told = judgeStart([...missed(1), ...missed(2), ...missed(3)], 3000)
  expect(told).toMatchObject({ hopeless: false, reason: { code: 'segments-missing' } })
})

test('segments that are refused are told by the number of the refusal', () => {
  const refused = [1, 2, 3]
    .flatMap(missed)
    .map((line) => line.replace('404 Not Found', '403 Forbidden'))
  expect(judgeStart(refused, 3000)?.reason.code).toBe('forbidden')
})

test('a playlist that is asked for in vain stands still, and one that brings segments does not', () => {
  const vain = [reading('a.ts'), ...Array(4).fill(reading('live.m3u8?t=1'))]
  expect(judgeStart(vain, 9000)?.reason.code).toBe('playlist-stale')
  expect(judgeStart([...vain, reading('b.ts')], 9000)).toBeNull()
})

test('audio that is announced and absent is not waited for, unless it has come', () => {
  expect(judgeStart([NO_AUDIO], 1500)).toBeNull()
  expect(judgeStart([NO_AUDIO], 3500)).toMatchObject({
    hopeless: true,
    reason: { code: 'audio-missing' },
  })
  expect(judgeStart([NO_AUDIO, "[info] Output #0, hls, to '/m/index.m3u8':"], 3500)).toBeNull()
})

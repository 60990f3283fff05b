import { expect, test } from 'vitest'
import type { RunWord } from '../ports.ts'
import { createLineReader } from './read-lines.ts'

const MAIN = ['lavfi.r128.M=-21.0', 'lavfi.r128.S=-22.0', 'lavfi.r128.I=-23.0']
const PEAK = 'lavfi.astats.Overall.Peak_level=-3.5'

/** What one sender says after the other, as FFmpeg cuts it into datagrams. */
function heard(...said: (readonly [sender: string, text: string])[]): RunWord[] {
  const read = createLineReader()
  return said.flatMap(([sender, text]) => [...read(sender, Buffer.from(text))])
}

test('a reading of the main audio is whole with its peak, wherever it was cut', () => {
  const text = [...MAIN, PEAK, ''].join('\n')
  const whole = {
    kind: 'loudness',
    loudness: { momentaryLufs: -21, shortTermLufs: -22, integratedLufs: -23, peakDb: -3.5 },
  }
  expect(heard(['a', text.slice(0, 30)], ['a', text.slice(30)])).toEqual([whole])
})

test('a track beside it tells its loudness by its name, whoever speaks in between', () => {
  expect(
    heard(
      ['a', 'frame:4 pts:9\nlavfi.r128.M=-30.5\nlavfi.r128.S=-31.0\n'],
      ['b', `${MAIN[0]}\n`],
      ['a', 'lavfi.track=eng\nframe:9 pts:10\nlavfi.r128.M=-inf\nlavfi.track=eng\n'],
    ),
  ).toEqual([
    { kind: 'level', track: 'eng', momentaryLufs: -30.5 },
    { kind: 'level', track: 'eng', momentaryLufs: null },
  ])
})

test('what is no name of a track is none', () => {
  expect(heard(['a', 'lavfi.r128.M=-30.5\nlavfi.track=../x\nlavfi.track=\n'])).toEqual([])
})

import { expect, test } from 'vitest'
import { coursesOf } from './history-courses.ts'

test('charts are shown for the columns that are there, in one order', () => {
  const shown = coursesOf({
    stepSeconds: 1,
    points: { viewers: [1, null], fps: [25, 25], at: ['a', 'b'] },
  })
  expect(shown.map(({ label }) => label)).toEqual(['fps', 'viewers'])
  expect(shown[1]?.values).toEqual([1, null])
})

test('rates of bytes are shown in bits', () => {
  const [network] = coursesOf({ stepSeconds: 1, points: { networkSentBytesPerSecond: [125_000] } })
  expect(network).toMatchObject({ label: 'networkOut', values: [1000] })
})

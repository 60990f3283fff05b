import { expect, test } from 'vitest'
import { coursesOf } from './history-courses.ts'

test('charts are shown for the columns that are there, in one order', () => {
  const shown = coursesOf({ points: { viewers: [1, null], fps: [25, 25], other: [1, 2] } })
  expect(shown.map(({ label }) => label)).toEqual(['fps', 'viewers'])
  expect(shown[1]?.values).toEqual([1, null])
})

test('rates of bytes are shown in bits', () => {
  const [network] = coursesOf({ points: { networkSentBytesPerSecond: [125_000] } })
  expect(network).toMatchObject({ label: 'networkOut', values: [1000] })
})

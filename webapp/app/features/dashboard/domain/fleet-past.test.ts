import { expect, test } from 'vitest'
import { fleetPastOf } from './fleet-past.ts'

test('gaps of the past stay gaps, and what is not written yet is no gap before what is live', () => {
  const points = { channelsOnAir: [1, null, 2, null, null], viewers: [null, null] }
  expect(fleetPastOf({ points })).toEqual({
    onAir: [1, null, 2],
    viewers: [],
    cpuPercent: [],
    memoryUsedBytes: [],
    viewerKbps: [],
  })
})

import { expect, test } from 'vitest'
import { CreateAlertTargetInput } from '../alerts/target.ts'
import { CreateChannelInput } from '../channel/input.ts'
import { EncodingSettings } from '../encoding.ts'
import { HostSettings } from '../host/host-settings.ts'
import { boundsOf } from './bounds-of.ts'

const bounds = boundsOf(CreateChannelInput)

test('a field has the bounds that it is judged by, at every depth and in lists', () => {
  expect(bounds.name).toEqual({ maxLength: 100, required: true })
  expect(bounds.slug).toEqual({ maxLength: 63 })
  expect(bounds['hls.segmentSeconds']).toEqual({ min: 1, max: 10 })
  expect(bounds['limits.memoryBytes']).toEqual({ min: 64e6, isWhole: true })
  expect(bounds['output.renditions.*.height']).toMatchObject({ min: 144, max: 2160 })
  expect(bounds['sources.*.url']).toMatchObject({ maxLength: 2048, required: true })
  expect(bounds['slate.language']).toEqual({ options: ['tr', 'en'] })
})

test('a field of several kinds of thing has the bounds on which they agree', () => {
  expect(bounds['layers.*.x']).toEqual({ min: 0, max: 1 })
  expect(bounds['layers.*.size']).toEqual({ min: 0.02, max: 0.15 })
  // Of a crawl, which is longer than a line that stands.
  expect(bounds['layers.*.text']).toEqual({ required: true })
  expect(boundsOf(CreateAlertTargetInput)['address.url']).toMatchObject({ maxLength: 2048 })
})

test('what may be left to a default or to nobody is not required', () => {
  expect(bounds.priority).toEqual({ min: 0, max: 100, isWhole: true })
  expect(boundsOf(HostSettings).maxConcurrentStarts).toEqual({ min: 1, max: 200, isWhole: true })
  expect(boundsOf(EncodingSettings).tune).toEqual({ options: ['zerolatency'] })
})

import { expect, test } from 'vitest'
import { speedTone } from './figure-tone.ts'

test('a speed below real time is a warning, and far below it is bad; one that is not known says nothing', () => {
  expect([null, 1, 0.98, 0.97, 0.9, 0.89, 0].map(speedTone)).toEqual([
    ...['plain', 'plain', 'plain', 'warning', 'warning', 'bad', 'bad'],
  ])
})

import { MOST_COUNTED_VIEWERS } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { countViewers } from './viewers.ts'

test('a client counts for three target durations after it asked last', () => {
  const viewers = countViewers()
  viewers.seen('one', 0)
  viewers.seen('two', 4000)
  expect(viewers.count(6000, 2)).toBe(2)
  expect(viewers.count(6001, 2)).toBe(1)
  expect(viewers.count(10_001, 2)).toBe(0)
})

test('who came early is known for as long as it is there, and no later viewer is taken for it', () => {
  const viewers = countViewers()
  viewers.seen('late', 0)
  viewers.seen('late', 1000, true)
  expect(viewers.cameEarly('late')).toBe(false)
  viewers.seen('early', 1000, true)
  viewers.seen('early', 3000)
  expect(viewers.cameEarly('early')).toBe(true)
  viewers.count(9000, 2)
  expect(viewers.cameEarly('early')).toBe(true)
  viewers.count(9001, 2)
  expect(viewers.cameEarly('early')).toBe(false)
})

test('however many names somebody makes up, there is an end to what is remembered', () => {
  const viewers = countViewers()
  for (let name = 0; name < MOST_COUNTED_VIEWERS + 1000; name += 1)
    viewers.seen(`made up ${name}`, 0)
  viewers.seen('made up 1', 5000)
  expect(viewers.count(5000, 2)).toBe(MOST_COUNTED_VIEWERS)
  expect(viewers.count(7000, 2)).toBe(1)
  viewers.seen('another', 7000)
  expect(viewers.count(7000, 2)).toBe(2)
})

test('who is not counted any more is not remembered as one who came early either', () => {
  const viewers = countViewers()
  for (let name = 0; name < MOST_COUNTED_VIEWERS; name += 1) viewers.seen(`made up ${name}`, 0)
  viewers.seen('one too many', 0, true)
  expect(viewers.cameEarly('one too many')).toBe(false)
  expect(viewers.count(7000, 2)).toBe(0)
  viewers.seen('one too many', 7000)
  expect(viewers.cameEarly('one too many')).toBe(false)
})

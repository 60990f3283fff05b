import { MOST_COUNTED_VIEWERS } from '@cashbacktv/contract'
import { expect, test } from 'vitest'
import { type Client, countViewers } from './viewers.ts'

test('a client counts for three target durations after it asked last', () => {
  const viewers = countViewers()
  viewers.seen(client('one'), 0)
  viewers.seen(client('two'), 4000)
  expect(viewers.count(6000, 2)).toBe(2)
  expect(viewers.count(6001, 2)).toBe(1)
  expect(viewers.count(10_001, 2)).toBe(0)
})

test('who came early is known for as long as it is there, and no later viewer is taken for it', () => {
  const viewers = countViewers()
  viewers.seen(client('late'), 0)
  viewers.seen(client('late'), 1000, { isEarly: true })
  expect(viewers.cameEarly(client('late'))).toBe(false)
  viewers.seen(client('early'), 1000, { isEarly: true })
  viewers.seen(client('early'), 3000)
  expect(viewers.cameEarly(client('early'))).toBe(true)
  viewers.count(9000, 2)
  expect(viewers.cameEarly(client('early'))).toBe(true)
  viewers.count(9001, 2)
  expect(viewers.cameEarly(client('early'))).toBe(false)
})

test('however many names somebody makes up, there is an end to what is remembered', () => {
  const viewers = countViewers()
  for (let name = 0; name < MOST_COUNTED_VIEWERS + 1000; name += 1)
    viewers.seen(client(`made up ${name}`), 0)
  viewers.seen(client('made up 1'), 5000)
  expect(viewers.count(5000, 2)).toBe(MOST_COUNTED_VIEWERS)
  expect(viewers.count(7000, 2)).toBe(1)
  viewers.seen(client('another'), 7000)
  expect(viewers.count(7000, 2)).toBe(2)
})

test('who is not counted any more is not remembered as one who came early either', () => {
  const viewers = countViewers()
  for (let name = 0; name < MOST_COUNTED_VIEWERS; name += 1)
    viewers.seen(client(`made up ${name}`), 0)
  viewers.seen(client('one too many'), 0, { isEarly: true })
  expect(viewers.cameEarly(client('one too many'))).toBe(false)
  expect(viewers.count(7000, 2)).toBe(0)
  viewers.seen(client('one too many'), 7000)
  expect(viewers.cameEarly(client('one too many'))).toBe(false)
})

test('a network that has many viewers gets no place that is among the last ones', () => {
  const viewers = countViewers()
  for (let name = 0; name < 1000; name += 1) {
    viewers.seen(client(`made up ${name}`, 'crowd'), 0, { most: 100 })
  }
  expect(viewers.count(0, 2)).toBe(75)
  expect(viewers.room(client('another', 'crowd'), 100)).toBe('crowded')
  // Whoever comes of other networks finds room, until there is none.
  for (let at = 0; at < 25; at += 1) {
    const home = client(`at home ${at}`, `home ${at}`)
    expect(viewers.room(home, 100)).toBe('free')
    viewers.seen(home, 0, { most: 100 })
  }
  expect(viewers.room(client('too late', 'elsewhere'), 100)).toBe('full')
  viewers.seen(client('at home 3', 'home 3'), 5000, { most: 100 })
  expect(viewers.count(7000, 2)).toBe(1)
  expect(viewers.room(client('another', 'crowd'), 100)).toBe('free')
})

test.each([
  [1, 1],
  [4, 4],
  [5, 4],
  [10, 8],
  [1000, 750],
])('of a limit of %d one network alone gets %d', (most, got) => {
  const viewers = countViewers()
  for (let name = 0; name < 2000; name += 1) viewers.seen(client(`${name}`), 0, { most })
  expect(viewers.count(0, 2)).toBe(got)
})

test('who comes back is known as before, of whichever network, also once there is a limit', () => {
  const viewers = countViewers()
  viewers.seen(client('one'), 0)
  viewers.seen(client('one'), 1000, { most: 1 })
  expect(viewers.has(client('one'))).toBe(true)
  expect(viewers.room(client('two'), 1)).toBe('full')
  expect(viewers.count(7001, 2)).toBe(0)
  expect(viewers.room(client('two'), 1)).toBe('free')
})

function client(name: string, network = 'home'): Client {
  return { name, network: () => network }
}

test('who watches while names change keeps its place, and is counted once', () => {
  const viewers = countViewers()
  const most = 4
  for (let at = 0; at < most; at += 1) {
    viewers.seen(client(`before ${at}`, 'home'), 0, { most, isEarly: at === 0 })
  }
  const renamed = (at: number): Client => ({
    ...client(`after ${at}`, 'home anew'),
    formerName: () => `before ${at}`,
  })
  for (let at = 0; at < most; at += 1) {
    expect(viewers.has(renamed(at))).toBe(true)
    viewers.seen(renamed(at), 1000 + at, { most })
    expect(viewers.count(1000 + at, 2)).toBe(most)
  }
  expect(viewers.cameEarly(client('after 0'))).toBe(true)
  expect(viewers.cameEarly(client('after 1'))).toBe(false)
  expect(viewers.has(client('before 0'))).toBe(false)
  expect(viewers.count(7001, 2)).toBe(3)
  // The places of its network go with it.
  for (let at = 0; at < most; at += 1) viewers.seen(renamed(at), 8000, { most })
  expect(viewers.count(8000, 2)).toBe(most)
})

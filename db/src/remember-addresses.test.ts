import { expect, test } from 'vitest'
import { type FindAddresses, rememberAddresses } from './remember-addresses.ts'

const MINUTE_MS = 60_000

test('an address is good for five minutes from when its name is lost, however long ago that was found', async () => {
  let isFound = true
  let minutes = 0
  const find: FindAddresses = (_name, _options, callback) =>
    isFound ? callback(null, '127.0.0.1', 4) : callback(new Error('EAI_AGAIN'), '')
  const lookup = rememberAddresses({ find, now: () => minutes * MINUTE_MS })
  const ask = (at: number) => {
    minutes = at
    return new Promise((resolve) => {
      lookup('database.test', {}, (error, address) => resolve(error?.message ?? address))
    })
  }
  expect(await ask(0)).toBe('127.0.0.1')
  isFound = false
  // A pool that has enough connections asks for none for hours.
  expect(await ask(120)).toBe('127.0.0.1')
  expect(await ask(124)).toBe('127.0.0.1')
  expect(await ask(126)).toBe('EAI_AGAIN')
  isFound = true
  expect(await ask(127)).toBe('127.0.0.1')
  isFound = false
  expect(await ask(140)).toBe('127.0.0.1')
})

import { expect, it } from 'vitest'
import { type Asker, nameClients } from './name-clients.ts'

const asker = (userAgent: string): Asker => ({ peer: '192.0.2.7', forwarded: '', userAgent })
const addressOf = ({ peer }: Asker) => peer
const MIDNIGHT = Date.UTC(2026, 11, 2)

it('gives names of another day, and knows who watches across midnight', () => {
  let now = MIDNIGHT - 1000
  const clientOf = nameClients(addressOf, () => now)
  const before = clientOf(asker('one'))
  expect(clientOf(asker('one')).name).toBe(before.name)
  expect(before.formerName).toBe(undefined)
  now = MIDNIGHT + 1000
  const after = clientOf(asker('one'))
  expect(after.name).not.toBe(before.name)
  expect(after.network()).not.toBe(before.network())
  expect(after.formerName?.()).toBe(before.name)
  expect(clientOf(asker('two')).formerName?.()).not.toBe(before.name)
})

it('forgets the former names some minutes later, and when a whole day went by without anybody', () => {
  let now = MIDNIGHT - 1000
  const clientOf = nameClients(addressOf, () => now)
  clientOf(asker('one'))
  now = MIDNIGHT + 601_000
  expect(clientOf(asker('one')).formerName).toBe(undefined)
  now = MIDNIGHT + 602_000
  expect(clientOf(asker('one')).formerName).toBe(undefined)
})

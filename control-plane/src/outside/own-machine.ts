import { hostname, networkInterfaces } from 'node:os'
import type { Machine } from '../domain/accounts/own-origin.ts'

/** Read anew each time: addresses come and go. Those of one link alone are left out. */
export function ownMachine(): Machine {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? [])
  const reached = all.filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
  const numbers = ['IPv4', 'IPv6'].flatMap((family) =>
    reached.filter((one) => one.family === family).map(({ address }) => address),
  )
  return { name: hostname(), addresses: numbers }
}

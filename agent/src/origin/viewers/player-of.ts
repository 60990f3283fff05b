import type { IncomingMessage } from 'node:http'
import { cmcdOfAddress, type PlayerReport, readCmcd } from '../domain/cmcd.ts'

/** Where players that do not put CMCD into the address put it. */
export const CMCD_HEADERS = ['cmcd-object', 'cmcd-request', 'cmcd-session', 'cmcd-status']

/** What a player says of itself with a request; null of one that does not. */
export function playerOf({ url = '', headers }: IncomingMessage): PlayerReport | null {
  const report = readCmcd(cmcdOfAddress(url))
  return report ?? readCmcd(CMCD_HEADERS.map((name) => headers[name] ?? '').join(','))
}

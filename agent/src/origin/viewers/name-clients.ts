import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { clientAddress, clientNetwork, type TrustedProxies } from '@cashbacktv/contract'
import { isRestreamAgent } from '../../domain/restreams/restream-agent.ts'
import type { Client } from '../domain/viewers.ts'

/** Who asked for something of a channel, as far as a request or a line of a log says. */
export type Asker = {
  /** Address that the request came from. */
  peer: string
  /** `X-Forwarded-For`, empty without one. */
  forwarded: string
  userAgent: string
}

/** Tells clients apart. `viewer`: what who signed its address calls it. */
export type NameClient = (asker: Asker, viewer?: string) => Client

/** The address of a client, also behind proxies that are believed. */
export type AddressOf = (asker: Asker) => string

export function addressesBehind(trusted: TrustedProxies): AddressOf {
  return ({ peer, forwarded }) => clientAddress(peer, forwarded, trusted)
}

const DAY_MS = 86_400_000
/** Longer than whoever watches goes without asking, of the longest segments too. */
const FORMER_MS = 600_000

/**
 * A viewer is told by its address and its player. What is remembered of both is a hash with a salt
 * that nobody knows and that is another one each day, so that no address is kept anywhere; for some minutes of the new
 * day the former is kept too, for who watches across it to be known. Viewers of
 * one network that have names of their own, as behind the one address of an office, have each a share.
 */
export function nameClients(addressOf: AddressOf, now: () => number = Date.now): NameClient {
  let salt = randomBytes(16)
  let former = salt
  let day = Math.floor(now() / DAY_MS)
  return (asker, viewer = '') => {
    const at = now()
    const today = Math.floor(at / DAY_MS)
    if (today !== day) {
      day = today
      former = salt
      salt = randomBytes(16)
    }
    const address = addressOf(asker)
    const isNewDay = former !== salt && at - day * DAY_MS < FORMER_MS
    if (!isNewDay) former = salt
    const nameBy = (secret: Buffer) => hashed(secret, `${address} ${asker.userAgent}`)
    const [current, before] = [salt, former]
    return {
      name: nameBy(current),
      network: () => hashed(current, `${clientNetwork(address, 48)} ${viewer}`),
      ...(isNewDay ? { formerName: () => nameBy(before) } : {}),
    }
  }
}

function hashed(salt: Buffer, text: string): string {
  return createHash('sha256').update(salt).update(text).digest('base64url').slice(0, 22)
}

/** Nobody watches where a destination of this host is sent to: who asks so is no viewer. */
export function isViewer({ socket, headers }: IncomingMessage): boolean {
  const isHere = /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '')
  const isForwarded = headers['x-forwarded-for'] !== undefined
  return !(isHere && !isForwarded && isRestreamAgent(headers['user-agent']))
}

export function askerOf({ socket, headers }: IncomingMessage): Asker {
  return {
    peer: socket.remoteAddress ?? '',
    forwarded: String(headers['x-forwarded-for'] ?? ''),
    userAgent: headers['user-agent'] ?? '',
  }
}

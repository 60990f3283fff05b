import { clientNetwork, messageOf } from '@cashbacktv/contract'
import { RateLimiterRes } from 'rate-limiter-flexible'
import { DomainError } from '../../domain/errors.ts'
import type { Limiter } from '../../live/limiters.ts'
import type { LiveStore } from '../../live/live-store.ts'
import { createTurns, type Turns } from './login-turns.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Timers cannot wait for more than 24 days. */
const TRUSTED_SECONDS = 20 * DAY
/** The one key of what all strangers share. */
const ALL = 'all'

/** Who tries: `device` is the id of one that this person has logged in on before. */
export type LoginTry = { email: string; address: string | null; device: string | null }

/** A try that may be made. */
export type Passage = {
  isKnown: boolean
  /** It was right: gives back all that was taken, and is known from now on. */
  succeeded(): Promise<void>
  /** It was right as far as it went: gives back what this try took, and no more than that. */
  givenBack(): Promise<void>
}

/** A code that may be tried. `right` gives back what the try took. */
export type CodeAttempt = { right(): Promise<void> }

/**
 * Slows guessing without giving a stranger a lever against the owner of an account. Only wrong
 * tries count. A known device has a count of its own and is touched by nothing that others do; a
 * network that the person has logged in from before is touched only by what is tried at that
 * person from there. Everybody else waits a minute at most for a network, and at most ten for a
 * person whom half the world is guessing at. All instances count together, and so do all doors.
 */
export type LoginLimits = {
  /** @throws DomainError `rate_limited` with the seconds to wait */
  take(login: LoginTry): Promise<Passage>
  /** Of a network from where the person proved to be the one, without having tried. */
  trust(email: string, address: string | null): Promise<void>
  /** A password asked for again within a session, which counts for that session alone. */
  takeWithin(familyId: string): Promise<void>
  /**
   * A code of a second step, which whoever tries it has said the right password for: by the device
   * or, of strangers, by the person, and within a session by that.
   */
  takeCode(by: string): Promise<CodeAttempt>
  /** A try with a link for a new password, which counts for the address alone. */
  takeLink(address: string | null): Promise<void>
  /**
   * Somebody who has forgotten the password. False when that was said of this person often enough
   * of late: who asked hears the same, and nobody's mailbox fills up.
   */
  takeForgotten(email: string, address: string | null): Promise<boolean>
  /**
   * A key that counts for nothing. Keys that count are never asked about here, so that whoever
   * guesses from the same address keeps no program out.
   */
  takeUnknownKey(address: string | null): Promise<void>
}

export function createLoginLimits({ limiter }: Pick<LiveStore, 'limiter'>): LoginLimits {
  const byDevice = limiter({ name: 'device', points: 10, seconds: 5 * MINUTE })
  const byPair = limiter({ name: 'pair', points: 10, seconds: MINUTE })
  const byPairLong = limiter({ name: 'pair-long', points: 50, seconds: HOUR })
  const byAddress = limiter({ name: 'address', points: 60, seconds: MINUTE })
  const byAddressLong = limiter({ name: 'address-long', points: 600, seconds: DAY })
  const byPerson = limiter({ name: 'person', points: 20, seconds: MINUTE })
  const byPersonLong = limiter({ name: 'person-long', points: 200, seconds: DAY })
  const ofStrangers = limiter({ name: 'strangers', points: 300, seconds: MINUTE })
  const trusted = limiter({ name: 'trusted', points: 1, seconds: TRUSTED_SECONDS })
  const turns = createTurns(limiter)
  const trust = (both: string) => trusted.set(both, 1, TRUSTED_SECONDS)
  async function takeAsStranger(email: string, network: string): Promise<void> {
    await consume(byAddress, network, await costOf(byAddressLong, network, 6))
    const isUnderAttack = !(await fits(byPersonLong, email))
    if ((await fits(ofStrangers, ALL)) && (await fits(byPerson, email))) return
    await awaitTurn(turns, pair(email, network), isUnderAttack)
  }
  async function succeededAsStranger(email: string, network: string): Promise<void> {
    await Promise.all([byAddress.reward(network), byAddressLong.reward(network)])
    await Promise.all([byPerson.reward(email), byPersonLong.reward(email)])
    await ofStrangers.reward(ALL)
  }
  return {
    async take({ email, address, device }) {
      const network = clientNetwork(address)
      const both = pair(email, network)
      if (device !== null && (await fits(byDevice, device))) {
        return {
          isKnown: true,
          async succeeded() {
            await byDevice.delete(device)
            await trust(both)
          },
          async givenBack() {
            await byDevice.reward(device)
          },
        }
      }
      const cost = await costOf(byPairLong, both, 5)
      await consume(byPair, both, cost)
      const isKnown = (await trusted.get(both)) !== null
      if (!isKnown) await takeAsStranger(email, network)
      return {
        isKnown,
        async succeeded() {
          await Promise.all([byPair.delete(both), byPairLong.delete(both)])
          if (!isKnown) await succeededAsStranger(email, network)
          await trust(both)
        },
        async givenBack() {
          await Promise.all([byPair.reward(both, cost), byPairLong.reward(both)])
          if (!isKnown) await succeededAsStranger(email, network)
        },
      }
    },
    async trust(email, address) {
      await trust(pair(email, clientNetwork(address)))
    },
    ...otherLimits(limiter),
  }
}

function otherLimits(
  limiter: LiveStore['limiter'],
): Pick<LoginLimits, 'takeWithin' | 'takeCode' | 'takeLink' | 'takeForgotten' | 'takeUnknownKey'> {
  const bySession = limiter({ name: 'session', points: 10, seconds: MINUTE })
  // Twenty an hour hit one of the three codes that count once in about two years.
  const byCode = limiter({ name: 'code', points: 20, seconds: HOUR })
  const byLink = limiter({ name: 'link', points: 60, seconds: MINUTE })
  const byForgetful = limiter({ name: 'forgetful', points: 10, seconds: 10 * MINUTE })
  const byForgotten = limiter({ name: 'forgotten', points: 3, seconds: HOUR })
  const byUnknownKey = limiter({ name: 'unknown-key', points: 30, seconds: 5 * MINUTE })
  return {
    async takeWithin(familyId) {
      await consume(bySession, familyId)
    },
    async takeCode(by) {
      await consume(byCode, by)
      return {
        async right() {
          await byCode.reward(by)
        },
      }
    },
    async takeLink(address) {
      await consume(byLink, clientNetwork(address))
    },
    async takeForgotten(email, address) {
      await consume(byForgetful, clientNetwork(address))
      return fits(byForgotten, email)
    },
    async takeUnknownKey(address) {
      await consume(byUnknownKey, clientNetwork(address))
    },
  }
}

function pair(email: string, network: string): string {
  return `${network} ${email}`
}

async function awaitTurn(turns: Turns, key: string, isUnderAttack: boolean): Promise<void> {
  const seconds = await turns.take(key, isUnderAttack ? 10 * MINUTE : MINUTE)
  if (seconds > 0) throw tooMany(seconds)
}

/** How much one try costs: `tired` times as much once the long count is used up. */
async function costOf(long: Limiter, key: string, tired: number): Promise<number> {
  return (await fits(long, key)) ? 1 : tired
}

async function consume(limiter: Limiter, key: string, points = 1): Promise<void> {
  const refusal = await refusalOf(limiter, key, points)
  if (refusal) throw tooMany(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)))
}

async function fits(limiter: Limiter, key: string): Promise<boolean> {
  return (await refusalOf(limiter, key, 1)) === null
}

async function refusalOf(
  limiter: Limiter,
  key: string,
  points: number,
): Promise<RateLimiterRes | null> {
  try {
    await limiter.consume(key, points)
    return null
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal
    throw refusal
  }
}

function tooMany(seconds: number): DomainError {
  const said = messageOf('too-many-attempts', { seconds })
  return new DomainError('rate_limited', said, { retryAfterSeconds: seconds })
}

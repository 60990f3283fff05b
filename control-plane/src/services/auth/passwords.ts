import { randomBytes } from 'node:crypto'
import { messageOf } from '@cashbacktv/contract'
import { hash, verify } from '@node-rs/argon2'
import PQueue from 'p-queue'
import { DomainError } from '../../domain/errors.ts'

/** Argon2id by OWASP's first choice: 19 MiB, 2 passes. `2` is argon2id: the package's enum is const. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const AT_ONCE = 2
const MOST_WAITING = { stranger: 50, known: 200 }

/** The one door to argon2. Work is done on other threads, a few at once, so that a flood of log-ins starves nothing. */
export type Passwords = {
  hash(password: string): Promise<string>
  /**
   * Takes as long for a user that does not exist (null) as for one that does. Who is known is asked
   * before all who are not, so that a flood of strangers keeps nobody waiting.
   */
  verify(storedHash: string | null, password: string, isKnown?: boolean): Promise<boolean>
}

export async function createPasswords(): Promise<Passwords> {
  const queue = new PQueue({ concurrency: AT_ONCE })
  const nobodys = await hash(randomBytes(32).toString('base64url'), COST)
  return {
    hash: (password) => queue.add(() => hash(password, COST)),
    async verify(storedHash, password, isKnown = false) {
      if (queue.size >= (isKnown ? MOST_WAITING.known : MOST_WAITING.stranger)) {
        const said = messageOf('too-many-log-ins')
        throw new DomainError('rate_limited', said, { retryAfterSeconds: 2 })
      }
      const priority = isKnown ? 1 : 0
      const ask = () => verify(storedHash ?? nobodys, password)
      const matches = await queue.add(ask, { priority })
      return matches && storedHash !== null
    },
  }
}

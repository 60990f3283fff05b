import { setTimeout as wait } from 'node:timers/promises'
import { migrate } from '@cashbacktv/db'
import type { Logger } from 'pino'
import { isDatabaseAway } from './api/database-away.ts'

const EVERY_MS = 1000

/**
 * Brings the database to this build's schema, waiting for it to answer.
 *
 * @throws Error with a sentence for people when it is still away after `waitSeconds`
 */
export async function openDatabase(url: string, waitSeconds: number, log: Logger): Promise<void> {
  const until = Date.now() + waitSeconds * 1000
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await migrate(url)
    } catch (error) {
      if (!isDatabaseAway(error)) throw error
      if (Date.now() >= until) {
        const message = `The database did not answer for ${waitSeconds} s. Start it, or correct DATABASE_URL.`
        throw new Error(message, { cause: error })
      }
      if (attempt === 1) log.warn({ err: error }, 'waiting for the database')
      await wait(EVERY_MS)
    }
  }
}

import type { ServiceContext } from '../../context.ts'
import { repeatJob } from '../../repeat-job.ts'
import type { SigningKeys } from './signing-keys.ts'
import { readStoredKeys } from './stored-signing-keys.ts'

/** An announcement may be lost; a former key is believed for long enough to be found out by then. */
const READ_EVERY_MS = 60_000

/**
 * Follows what another instance does to the keys in the database. The answer ends it.
 */
export function keepSigningKeys(
  { db, live, log }: Pick<ServiceContext, 'db' | 'live' | 'log'>,
  keys: SigningKeys,
): () => Promise<void> {
  const read = async () => keys.set(await readStoredKeys(db))
  const failed = 'the keys of log-ins could not be read from the database'
  const stopHearing = live.subscribe('signing-key.changed', () => {
    read().catch((err) => log.warn({ err }, failed))
  })
  const stopReading = repeatJob(read, { everyMs: READ_EVERY_MS, log, failed })
  return async () => {
    stopHearing()
    await stopReading()
  }
}

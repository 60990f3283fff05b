import { takeTurns } from '../serve/in-turn.ts'
import type { Archive } from './archive.ts'

/**
 * Of those that ask for what is in memory, as many as watch the past of a channel may ask at a time: each takes some
 * milliseconds. Of those that ask for hours that have to be read, which takes ten times as long, fewer.
 */
const turns = takeTurns({ urgent: 150, patient: 50 })

/**
 * Makes something of hours of an archive, one who asks after the other, so that what is read for one is still there
 * when it is put together. Rejects with `TooMuchWaitingError`.
 */
export async function gatherSlots<T>(
  archive: Pick<Archive, 'isRead' | 'readHour'>,
  hours: readonly string[],
  make: () => T,
): Promise<T> {
  const inTurn = hours.every(archive.isRead) ? turns.urgent : turns.patient
  return inTurn(async () => {
    for (const hour of hours) await archive.readHour(hour)
    return make()
  })
}

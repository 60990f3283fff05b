import { setImmediate } from 'node:timers/promises'
import { TooMuchWaitingError, takeTurns } from '../serve/in-turn.ts'
import type { Archive } from './archive.ts'

/**
 * Of hours that are asked for and in memory, as many as channels have watchers of different parts of the past at a
 * time: each takes some milliseconds. Of hours that have to be read, which takes ten times as long, fewer.
 */
const turns = takeTurns({ urgent: 150, patient: 50 })
/** Of who waits for whichever hours: each is then written a list of its own, some milliseconds long. */
const MOST_ASKING = 300
let asking = 0

type Hours = Pick<Archive, 'isRead' | 'readHour'>
type Asker = { answer(): void; refuse(error: unknown): void }

/** By their archive, then by their hours: who asks for the same waits with the first. */
const waiting = new WeakMap<Hours, Map<string, Asker[]>>()

/**
 * Makes something of hours of an archive, one who asks after the other, so that what is read for one is still there
 * when it is put together. However many ask for the same hours, they are read once and take one place. Rejects with
 * `TooMuchWaitingError`.
 */
export function gatherSlots<T>(
  archive: Hours,
  hours: readonly string[],
  make: () => T,
): Promise<T> {
  if (asking >= MOST_ASKING) return Promise.reject(new TooMuchWaitingError())
  asking += 1
  const asked = new Promise<T>((resolve, reject) => {
    const asker: Asker = {
      answer() {
        try {
          resolve(make())
        } catch (error) {
          reject(error)
        }
      },
      refuse: reject,
    }
    const ofArchive = waiting.get(archive) ?? new Map<string, Asker[]>()
    waiting.set(archive, ofArchive)
    const key = hours.join()
    const others = ofArchive.get(key)
    if (others) {
      others.push(asker)
      return
    }
    const askers = [asker]
    ofArchive.set(key, askers)
    void gather(archive, hours, askers, () => ofArchive.delete(key))
  })
  return asked.finally(() => {
    asking -= 1
  })
}

/** `close` is called before nobody is looked for any more: whoever came until then is in `askers`. */
async function gather(
  archive: Hours,
  hours: readonly string[],
  askers: Asker[],
  close: () => void,
): Promise<void> {
  const inTurn = hours.every(archive.isRead) ? turns.urgent : turns.patient
  try {
    await inTurn(async () => {
      for (const hour of hours) await archive.readHour(hour)
      for (const asker of askers) {
        asker.answer()
        await setImmediate()
      }
      close()
    })
  } catch (error) {
    close()
    for (const { refuse } of askers) refuse(error)
  }
}

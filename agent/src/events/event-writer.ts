import type { HostHappening } from '@cashbacktv/contract'
import type { Clock, Log } from '../ports.ts'
import type { Outbox } from './outbox.ts'

export type EventWriter = {
  say(happening: HostHappening): void
  /** Tries again what the disk did not take. */
  retry(): void
}

/** Puts events into the outbox. While the disk is full they wait in memory, in their order. */
export function createEventWriter(context: {
  outbox: Outbox
  clock: Clock
  log: Log
  onEvent(): void
}): EventWriter {
  const { outbox, clock, log, onEvent } = context
  const unsaid: { happening: HostHappening; at: string }[] = []

  function retry(): void {
    try {
      for (let first = unsaid[0]; first !== undefined; first = unsaid[0]) {
        outbox.append([first.happening], first.at)
        unsaid.shift()
      }
    } catch (error) {
      if (unsaid.length > 1) return
      log.error({ error: String(error) }, 'Events cannot be written: free space in DATA_DIR')
    }
  }

  return {
    say(happening) {
      unsaid.push({ happening, at: new Date(clock.wall()).toISOString() })
      retry()
      onEvent()
    },
    retry,
  }
}

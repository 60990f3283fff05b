import { messageOf, type Reason, reasonOf } from '@cashbacktv/contract'
import type { OriginTeller } from '../air/origin-teller.ts'
import type { EventWriter } from '../events/event-writer.ts'
import { createMediaProcessFinder } from '../process/find-media-processes.ts'
import { createOrphanRemover } from '../runs/remove-orphans.ts'
import type { RunTable } from '../runs/run-table.ts'
import { mediaPressure } from './media-pressure.ts'
import type { SupervisorContext } from './supervisor-context.ts'

/** An orphan that does not listen is killed at the second search: it is gone within 5 s. */
const SEARCH_EVERY_MS = 2_000
/** What takes longer to look at, in searches. */
const OTHERS_EVERY = 2

export type Housekeeping = {
  /** Why nothing can be written for viewers; null when it can. */
  pressure(): Reason | null
  close(): void
}

/** What is looked at every few seconds: orphans, the media folder, what the origin reads, logs that grow. */
export function keepHouse(
  context: SupervisorContext,
  table: RunTable,
  events: EventWriter,
  origin: OriginTeller,
  wake: () => void,
): Housekeeping {
  const { paths, clock, log, isolation } = context
  let pressure: Reason | null = null
  let timer: NodeJS.Timeout | null = null
  let rounds = 0
  const removeOrphans = createOrphanRemover({
    find: createMediaProcessFinder(paths.mediaDir),
    isKnown: (runId) => table.get(runId) !== undefined,
    say: events.say,
  })

  function lookAtMedia(): void {
    const before = pressure?.code
    pressure = mediaPressure(paths.mediaDir)
    if (before === pressure?.code) return
    if (pressure !== null) {
      log.error({}, pressure.message)
      events.say({ kind: 'host-notice', reason: pressure })
    }
    origin.reread()
    wake()
  }

  function lookAtAir(): void {
    const changed = origin.check()
    if (changed === 0) return
    const parts = [messageOf('damaged-air-files', { count: changed })]
    const reason = reasonOf('resource', 'files-damaged', { parts })
    log.warn({}, reason.message)
    events.say({ kind: 'host-notice', reason })
    wake()
  }

  function lookAtLimits(): void {
    for (const reason of isolation.tidy()) {
      log.warn({}, reason.message)
      events.say({ kind: 'host-notice', reason })
    }
  }

  function round(): void {
    const removed = removeOrphans()
    if (removed > 0) log.warn({ removed }, 'Orphans asked to end')
    for (const { handle } of table.entries()) handle?.log.poll(clock.wall())
    if (rounds++ % OTHERS_EVERY === 0) lookAtOthers()
    timer = setTimeout(round, SEARCH_EVERY_MS)
  }

  function lookAtOthers(): void {
    events.retry()
    lookAtMedia()
    lookAtAir()
    lookAtLimits()
  }

  round()
  return {
    // Asked with each pass: the folder may have filled up since the last round, and a start must know.
    pressure: () => mediaPressure(paths.mediaDir),
    close: () => {
      if (timer !== null) clearTimeout(timer)
    },
  }
}

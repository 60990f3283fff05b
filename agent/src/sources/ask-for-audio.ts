import type { RunId } from '@cashbacktv/contract'
import { LRUCache } from 'lru-cache'
import { isPlainRefusal } from '../domain/failures/judge-end.ts'
import { hasLostSource, logSize } from '../ffmpeg/log-since.ts'
import type { Clock } from '../ports.ts'
import type { RunHandle } from '../runs/run-handle.ts'
import type { Entry } from '../runs/run-table.ts'
import type { SourceReaders } from './source-readers.ts'

export type AudioAsking = {
  readers: Pick<SourceReaders, 'probe' | 'learn'>
  clock: Clock
  /** The source of a run that has no track for it has audio again. */
  onHeard(entry: Entry): void
}

const PROBE_EVERY_MS = 10_000
/** A source that still has none is perhaps to have none: it is asked less often after a minute. */
const SELDOM_MS = 60_000
const OFTEN_ASKED = 6
const MOST_ASKED = 1000

/**
 * Asks sources of runs without a track of audio whether they have audio again: one at a time, since
 * each question is a reader more, and never a source that admits one. The first shows whether it does.
 */
export function askForAudio(asking: AudioAsking): (entry: Entry) => void {
  const { readers, clock, onHeard } = asking
  const asked = new LRUCache<RunId, { at: number; times: number }>({ max: MOST_ASKED })
  let busy = false

  async function ask(entry: Entry, { source, logFile }: RunHandle): Promise<void> {
    const before = logSize(logFile)
    const answer = await readers.probe(source, { isTrial: true })
    const isServedAlone = answer.ok ? hasLostSource(logFile, before) : isPlainRefusal(answer.reason)
    if (isServedAlone || answer.ok)
      readers.learn(entry.run.readerKey, isServedAlone ? 'one' : 'many')
    if (answer.ok && answer.facts.audio !== null) onHeard(entry)
  }

  return (entry) => {
    const { run, handle } = entry
    const now = clock.now()
    const last = asked.get(run.runId) ?? { at: run.firstSegmentAt ?? now, times: 0 }
    const pause = last.times < OFTEN_ASKED ? PROBE_EVERY_MS : SELDOM_MS
    if (busy || handle === null || now - last.at < pause) return
    busy = true
    asked.set(run.runId, { at: now, times: last.times + 1 })
    // A probe that fails says nothing of the audio: it is asked again.
    void ask(entry, handle)
      .catch(() => undefined)
      .finally(() => {
        busy = false
      })
  }
}

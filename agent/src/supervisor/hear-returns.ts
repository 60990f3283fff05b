import type { Clock, Ffmpeg } from '../ports.ts'
import type { Entry } from './run-table.ts'

export type ReturnHearing = {
  ffmpeg: Pick<Ffmpeg, 'probe'>
  clock: Clock
  allowCidrs(): readonly string[]
  /** The source of a run that has no track for it has sound again. */
  onHeard(entry: Entry): void
}

const PROBE_EVERY_MS = 10_000

/**
 * Asks sources of runs without a track of sound whether they have sound again: one at a time, since
 * each question is a reader more.
 */
export function hearReturns(hearing: ReturnHearing): (entry: Entry) => void {
  const { ffmpeg, clock, allowCidrs, onHeard } = hearing
  const askedAt = new Map<string, number>()
  let busy = false

  async function ask(entry: Entry, url: string): Promise<void> {
    const answer = await ffmpeg.probe(url, allowCidrs(), false)
    if (answer.ok && answer.facts.audio !== null) onHeard(entry)
  }

  return (entry) => {
    const { run, handle } = entry
    const last = askedAt.get(run.runId) ?? run.firstSegmentAt ?? clock.now()
    if (busy || handle === null || clock.now() - last < PROBE_EVERY_MS) return
    busy = true
    if (askedAt.size > 1000) askedAt.clear()
    askedAt.set(run.runId, clock.now())
    // A probe that fails says nothing of the sound: it is asked again.
    void ask(entry, handle.url)
      .catch(() => undefined)
      .finally(() => {
        busy = false
      })
  }
}

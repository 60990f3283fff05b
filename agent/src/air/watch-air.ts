import { lacksAudioTrack } from '../domain/observations/note-air.ts'
import type { Observation } from '../domain/observations/observation.ts'
import type { Clock } from '../ports.ts'
import type { RunTable } from '../runs/run-table.ts'
import { askForAudio } from '../sources/ask-for-audio.ts'
import type { SourceReaders } from '../sources/source-readers.ts'
import type { Air } from './read-air.ts'

export type AirWatch = {
  readAir(wall: number): Air
  clock: Clock
  table: Pick<RunTable, 'entries'>
  readers: Pick<SourceReaders, 'probe' | 'learn'>
  observe(observation: Observation): void
}

/** What viewers get, to be looked at each second; sources of runs without audio are asked for it. */
export function watchAir({ readAir, clock, table, readers, observe }: AirWatch): () => void {
  const askAgain = askForAudio({
    readers,
    clock,
    onHeard: ({ run: { runId } }) => observe({ kind: 'audio-found', runId }),
  })
  return () => {
    const { channels: air } = readAir(clock.wall())
    if (air.size === 0) return
    observe({ kind: 'air', air })
    for (const entry of table.entries()) {
      if (lacksAudioTrack(entry.run, air.get(entry.run.channelId))) askAgain(entry)
    }
  }
}

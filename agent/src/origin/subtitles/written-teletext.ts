import type { LadderSubtitles } from '@cashbacktv/contract'
import type { RunClock } from '../domain/subtitles/run-clock.ts'
import { splitPes } from '../domain/subtitles/split-pes.ts'
import { openTimeline, type Timeline } from '../domain/subtitles/timeline.ts'
import { followPage } from '../domain/teletext/follow-page.ts'
import { readPackets } from '../domain/teletext/read-packets.ts'
import { openGrowingFile } from '../runs/growing-file.ts'

/** What a run writes of one track of its source, read on and on. */
export type WrittenSubtitles = {
  /** Reads what has come by a time, in ticks of the run, and answers what is known of each of the subtitles. */
  take(clock: RunClock, edge: number): { name: string; timeline: Timeline }[]
  close(): void
}

export function readTeletext(path: string, wanted: readonly LadderSubtitles[]): WrittenSubtitles {
  const file = openGrowingFile(path)
  const pages = wanted.map(({ name, page, language }) => ({
    name,
    follower: followPage({ page, language }),
    timeline: openTimeline(),
  }))
  return {
    take(clock) {
      for (const { pts, data } of file.read(splitPes)) {
        const packets = readPackets(data)
        if (packets.length === 0) continue
        const at = clock.beside(pts)
        for (const { follower, timeline } of pages) {
          for (const page of follower.take(packets, at)) timeline.note(page)
        }
      }
      return pages
    },
    close() {},
  }
}

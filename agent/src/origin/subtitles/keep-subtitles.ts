import { lstatSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ChannelId, LadderFile, LadderSubtitles, RunId } from '@cashbacktv/contract'
import { LRUCache } from 'lru-cache'
import { writtenFile } from '../../domain/plan-ffmpeg/subtitle-arguments.ts'
import { TICKS } from '../../domain/transport-stream/clock.ts'
import { writeItself } from '../../files/itself.ts'
import { firstPicture } from '../domain/cues/first-picture.ts'
import type { Taken } from '../domain/intake.ts'
import { runFile, subtitleFile } from '../domain/ladder/slot-files.ts'
import { openRunClock, type RunClock } from '../domain/subtitles/run-clock.ts'
import { EMPTY_VTT, writeVtt } from '../domain/subtitles/web-vtt.ts'
import type { OriginLog } from '../ports.ts'
import { readHead } from '../segments/read-head.ts'
import type { LetterReader } from './read-letters.ts'
import { readBitmaps } from './written-bitmaps.ts'
import { readTeletext, type WrittenSubtitles } from './written-teletext.ts'

/** Makes subtitles of what runs write of those of their sources. */
export type SubtitleKeeper = {
  /**
   * Puts what there is by now beside the pictures of a slot, without waiting for more, and answers what
   * each file holds. Never throws.
   */
  complete(segment: Taken, ladder: LadderFile): { name: string; bytes: number }[]
  forget(): void
}

type RunSubtitles = { clock: RunClock; sources: WrittenSubtitles[] }

/** Runs remembered: those of a change overlap. */
const MOST_RUNS = 4
/** Before the first picture: tables, and audio that comes ahead. */
const HEAD_BYTES = 188 * 700

export function keepSubtitles(
  runsFolder: string,
  channelId: ChannelId,
  letters: Pick<LetterReader, 'track' | 'decoding'>,
  log: OriginLog,
): SubtitleKeeper {
  const runs = new LRUCache<RunId, RunSubtitles>({
    max: MOST_RUNS,
    dispose: ({ sources }) => {
      for (const source of sources) source.close()
    },
  })
  const hands = { openReader: () => letters.track(channelId), decoding: letters.decoding }
  let failing = false

  function openRun(runId: RunId, subtitles: readonly LadderSubtitles[]): RunSubtitles {
    const files = [...new Set(subtitles.flatMap(({ file }) => file ?? []))]
    const sources = files.map((file) => {
      const own = subtitles.filter((one) => one.file === file)
      const path = join(runsFolder, runId, writtenFile(own[0]?.kind, file))
      const isBitmap = own[0]?.kind === 'bitmap'
      return isBitmap ? readBitmaps(path, own, hands) : readTeletext(path, own)
    })
    const run = { clock: openRunClock(), sources }
    runs.set(runId, run)
    return run
  }

  function textsOf({ runId, file, durationSeconds }: Taken, ladder: LadderFile) {
    const run = runs.get(runId) ?? openRun(runId, ladder.subtitles ?? [])
    const pts = pictureOf(join(runsFolder, runId), file, ladder)
    const texts = new Map<string, string>()
    if (pts === null) return texts
    const from = run.clock.picture(pts, durationSeconds * TICKS)
    const to = from + durationSeconds * TICKS
    for (const { name, timeline } of run.sources.flatMap((one) => one.take(run.clock, to))) {
      texts.set(name, writeVtt(from, timeline.tell(from, to)))
    }
    return texts
  }

  function textsOrNone(segment: Taken, ladder: LadderFile): ReadonlyMap<string, string> {
    try {
      return textsOf(segment, ladder)
    } catch (error) {
      if (!failing) log.warn({ channelId, why: String(error) }, 'Subtitles of a run cannot be read')
      failing = true
      return new Map()
    }
  }

  return {
    complete(segment, ladder) {
      const wanted = ladder.subtitles ?? []
      if (wanted.length === 0) return []
      const texts = textsOrNone(segment, ladder)
      const folder = join(runsFolder, segment.runId)
      return wanted.flatMap(({ name }) => {
        const path = join(folder, subtitleFile(segment.file, name))
        const bytes = writeText(path, texts.get(name) ?? EMPTY_VTT)
        return bytes === 0 ? [] : [{ name, bytes }]
      })
    },
    forget() {
      runs.clear()
      failing = false
    },
  }
}

/** Timestamp of the picture that a slot begins with, of whichever rendition is there; null of none. */
function pictureOf(folder: string, file: string, { renditions }: LadderFile): number | null {
  for (const name of renditions) {
    const pts = firstPicture(readHead(join(folder, runFile(name, file)), HEAD_BYTES))
    if (pts !== null) return pts
  }
  return null
}

/** Bytes of it; 0 where it could not be written, as on a full disk. */
export function writeText(path: string, text: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeItself(path, text)
    return Buffer.byteLength(text)
  } catch {
    const stats = lstatSync(path, { throwIfNoEntry: false })
    return stats?.isFile() ? stats.size : 0
  }
}

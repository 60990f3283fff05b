import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RunId } from '@cashbacktv/contract'
import type { Clock, Ffmpeg } from '../ports.ts'
import { takeLoudness, takePicture } from './content-sight.ts'
import type { RunHandle } from './run-handle.ts'
import type { Entry, RunTable } from './run-table.ts'

export type CopySampling = {
  ffmpeg: Pick<Ffmpeg, 'sampleSegment'>
  clock: Clock
  table: Pick<RunTable, 'entries' | 'get'>
}

/** A copy has no pictures of its own: so often one of its segments is looked into. */
const EVERY_MS = 20_000
/** The same while there may be something wrong. */
const SOON_MS = 4000

type Sampled = { at: number; isDoubtful: boolean }

/**
 * Looks into the newest segment of runs that copy: the first keyframe, and how loud it is. One at a
 * time on the host and behind everything else, the one whose turn is longest over.
 */
export function sampleCopies({ ffmpeg, clock, table }: CopySampling): () => void {
  const sampled = new Map<RunId, Sampled>()
  let busy = false

  async function sample({ run: { runId }, handle }: Due, segment: string): Promise<void> {
    const last = sampled.get(runId)
    const piece = await ffmpeg.sampleSegment(segment)
    const now = clock.now()
    const seconds = last === undefined ? 0 : (now - last.at) / 1000
    const { content } = handle
    const from = content.samples.length
    const [picture] = piece?.pictures ?? []
    const reading = piece?.readings.at(-1)
    if (picture !== undefined) takePicture(content, picture, seconds)
    if (reading !== undefined) takeLoudness(content, reading, seconds)
    const isDoubtful = content.samples.slice(from).some((one) => {
      if (one.kind === 'picture') return one.picture.isBlack || !one.picture.isMoving
      return one.kind === 'loudness' && one.loudness.momentaryLufs === null
    })
    sampled.set(runId, { at: now, isDoubtful })
  }

  return () => {
    for (const runId of sampled.keys()) if (table.get(runId) === undefined) sampled.delete(runId)
    const due = busy ? null : nextDue(table.entries(), sampled, clock.now())
    const segment = due === null ? null : newestSegment(due.handle)
    if (due === null || segment === null) return
    busy = true
    void sample(due, segment)
      .catch(() => sampled.set(due.run.runId, { at: clock.now(), isDoubtful: false }))
      .finally(() => {
        busy = false
      })
  }
}

type Due = { run: Entry['run']; handle: RunHandle }

function nextDue(
  entries: Iterable<Entry>,
  sampled: ReadonlyMap<RunId, Sampled>,
  now: number,
): Due | null {
  let next: { due: Due; dueAt: number } | null = null
  for (const { run, handle } of entries) {
    if (handle === null || !handle.isCopy || run.over !== null || run.firstSegmentAt === null)
      continue
    const last = sampled.get(run.runId)
    const dueAt = last === undefined ? 0 : last.at + (last.isDoubtful ? SOON_MS : EVERY_MS)
    if (dueAt <= now && (next === null || dueAt < next.dueAt))
      next = { due: { run, handle }, dueAt }
  }
  return next?.due ?? null
}

function newestSegment({ outputDir, output }: RunHandle): string | null {
  const file = join(outputDir, `${String(output.segments - 1).padStart(8, '0')}.ts`)
  return output.segments > 0 && existsSync(file) ? file : null
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RunId } from '@cashbacktv/contract'
import type { Clock, ContentPiece, Ffmpeg } from '../ports.ts'
import { type ContentSight, takeLoudness, takePicture } from './content-sight.ts'
import type { RunHandle } from './run-handle.ts'
import type { Entry, RunTable } from './run-table.ts'

export type CopySampling = {
  ffmpeg: Pick<Ffmpeg, 'sampleSegments'>
  clock: Clock
  table: Pick<RunTable, 'entries' | 'get'>
}

/** A copy has no pictures of its own: so often one of its segments is looked into. */
const EVERY_MS = 20_000
/** The same while there may be something wrong. */
const SOON_MS = 4000
/**
 * So many are looked into by one process, whose start costs more than a look; for fewer it waits so
 * long, unless one is doubtful.
 */
const MOST_AT_ONCE = 16
const GATHER_MS = 4000

type Sampled = { at: number; isDoubtful: boolean }
type Due = { run: Entry['run']; handle: RunHandle; dueAt: number; isDoubtful: boolean }

/**
 * Looks into the newest segments of runs that copy: the first keyframe, and how loud it is. One
 * process at a time on the host and behind everything else, for those whose turn is longest over.
 */
export function sampleCopies({ ffmpeg, clock, table }: CopySampling): () => void {
  const sampled = new Map<RunId, Sampled>()
  let busy = false

  async function sample(due: readonly Due[], segments: readonly string[]): Promise<void> {
    const pieces = await ffmpeg.sampleSegments(segments)
    const now = clock.now()
    due.forEach(({ run: { runId }, handle: { content } }, index) => {
      const last = sampled.get(runId)
      const seconds = last === undefined ? 0 : (now - last.at) / 1000
      const isDoubtful = take(content, pieces[index] ?? null, seconds)
      sampled.set(runId, { at: now, isDoubtful })
    })
  }

  return () => {
    for (const runId of sampled.keys()) if (table.get(runId) === undefined) sampled.delete(runId)
    const found = busy ? [] : gathered(allDue(table.entries(), sampled, clock.now()), clock.now())
    const readable = found.flatMap((due) => {
      const segment = newestSegment(due.handle)
      return segment === null ? [] : [{ due, segment }]
    })
    if (readable.length === 0) return
    const due = readable.map((one) => one.due)
    busy = true
    void sample(
      due,
      readable.map(({ segment }) => segment),
    )
      .catch(() => {
        for (const { run } of due) sampled.set(run.runId, { at: clock.now(), isDoubtful: false })
      })
      .finally(() => {
        busy = false
      })
  }
}

/** Whether there may be something wrong with it. `seconds` of media that it stands for. */
function take(content: ContentSight, piece: ContentPiece | null, seconds: number): boolean {
  const from = content.samples.length
  const [picture] = piece?.pictures ?? []
  const reading = piece?.readings.at(-1)
  if (picture !== undefined) takePicture(content, picture, seconds)
  if (reading !== undefined) takeLoudness(content, reading, seconds)
  return content.samples.slice(from).some((one) => {
    if (one.kind === 'picture') return one.picture.isBlack || !one.picture.isMoving
    return one.kind === 'loudness' && one.loudness.momentaryLufs === null
  })
}

/** Longest over first. */
function allDue(
  entries: Iterable<Entry>,
  sampled: ReadonlyMap<RunId, Sampled>,
  now: number,
): readonly Due[] {
  const due: Due[] = []
  for (const { run, handle } of entries) {
    if (handle === null || !handle.isCopy || run.over !== null || run.firstSegmentAt === null)
      continue
    const { at, isDoubtful } = sampled.get(run.runId) ?? { at: -EVERY_MS, isDoubtful: false }
    const dueAt = at + (isDoubtful ? SOON_MS : EVERY_MS)
    if (dueAt <= now) due.push({ run, handle, dueAt, isDoubtful })
  }
  return due.sort((a, b) => a.dueAt - b.dueAt)
}

/** Those to look into now; none while more may come soon. */
function gathered(due: readonly Due[], now: number): readonly Due[] {
  const [oldest] = due
  const isTime = oldest !== undefined && now - oldest.dueAt >= GATHER_MS
  const isUrgent = due.length >= MOST_AT_ONCE || due.some(({ isDoubtful }) => isDoubtful)
  return isTime || isUrgent ? due.slice(0, MOST_AT_ONCE) : []
}

function newestSegment({ outputDir, output }: RunHandle): string | null {
  const file = join(outputDir, `${String(output.segments - 1).padStart(8, '0')}.ts`)
  return output.segments > 0 && existsSync(file) ? file : null
}

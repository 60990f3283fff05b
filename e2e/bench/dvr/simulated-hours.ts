import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ChannelId } from '@cashbacktv/contract'
import {
  type DvrSlot,
  HOUR_MS,
  hourOf,
  withTotals,
} from '../../../agent/src/origin/domain/dvr/dvr-slot.ts'
import { type Archive, openArchive } from '../../../agent/src/origin/dvr/archive.ts'
import { writeIndex } from '../../../agent/src/origin/dvr/hour-index.ts'

/** Of made-up channels, in whose folders an origin finds what is kept of them. */
export const CHANNEL = ChannelId.parse('00000000-0000-4000-8000-000000000001')
const RUN = 'maaaaaa1-0123456789abcdef'

export const SEGMENT_SECONDS = 2
const SEGMENTS_AN_HOUR = 3600 / SEGMENT_SECONDS
const SEGMENTS_A_MINUTE = 60 / SEGMENT_SECONDS
/** Two seconds of 5 Mb/s. */
const SEGMENT_BYTES = 1_250_000
const LISTED = 6
/** Above the numbers of those that are there already. */
const FIRST = SEGMENTS_AN_HOUR

export type SimulatedHours = {
  mediaDir: string
  dvrDir: string
  hours: number
  windowSeconds: number
  /** When the last of them ends, in milliseconds since 1970. */
  until: number
  /** Hours before these, of which an index of as many segments is there already; none by default. */
  hoursBefore?: number
}

/** In milliseconds of CPU. */
export type KeepingCost = { publication: number; sweep: number }

/**
 * Keeps what a channel shows for so many hours of a clock that is simulated, as the origin does with
 * each publication, and sweeps once a minute. Answers what each took in the last hour.
 */
export async function keepSimulatedHours(asked: SimulatedHours): Promise<KeepingCost> {
  const { mediaDir, dvrDir, hours, windowSeconds, until, hoursBefore = 0 } = asked
  layIndexes(join(dvrDir, CHANNEL), until - hours * HOUR_MS, hoursBefore)
  const runsFolder = join(mediaDir, CHANNEL, 'runs')
  const archive = openArchive({
    folder: join(dvrDir, CHANNEL),
    runsFolder,
    isFull: () => false,
    pinned: () => [],
    log: { info() {}, warn: complain },
  })
  const seed = join(mediaDir, 'segment.ts')
  writeFileSync(seed, Buffer.alloc(SEGMENT_BYTES, 0x47))
  let took = { publication: 0, sweep: 0 }
  for (let hour = 0; hour < hours; hour++) {
    const first = FIRST + hour * SEGMENTS_AN_HOUR
    const startsAt = until - (hours - hour) * HOUR_MS - first * SEGMENT_SECONDS * 1000
    layDown(runsFolder, seed, first)
    const before = process.cpuUsage()
    const sweeps = await publishHour(archive, { first, startsAt, windowSeconds })
    const all = millisecondsSince(before)
    took = {
      publication: (all - sweeps) / SEGMENTS_AN_HOUR,
      sweep: (sweeps * SEGMENTS_A_MINUTE) / SEGMENTS_AN_HOUR,
    }
    rmSync(runsFolder, { recursive: true })
  }
  return took
}

/** What an origin finds of hours that it has kept before: their names count, and the ends of their indexes. */
function layIndexes(folder: string, end: number, hours: number): void {
  mkdirSync(folder, { recursive: true })
  const seed = join(folder, 'index.jsonl')
  const begin = end - HOUR_MS
  const slots = Array.from({ length: SEGMENTS_AN_HOUR }, (_, number): DvrSlot => {
    return {
      path: `${hourOf(begin)}/${RUN}-${fileOf(number)}`,
      bytes: SEGMENT_BYTES,
      number,
      durationSeconds: SEGMENT_SECONDS,
      discontinuity: false,
      discontinuityNumber: 0,
      programDateTime: new Date(begin + number * SEGMENT_SECONDS * 1000).toISOString(),
    }
  })
  writeIndex(folder, withTotals(slots))
  for (let before = 1; before <= hours; before++) {
    const hour = join(folder, hourOf(end - before * HOUR_MS))
    mkdirSync(hour)
    linkSync(seed, join(hour, 'index.jsonl'))
  }
  rmSync(seed)
}

function complain(fields: object, message: string): never {
  throw new Error(`${message}: ${JSON.stringify(fields)}`)
}

/** The files of an hour, all of the same bytes. */
function layDown(runsFolder: string, seed: string, first: number): void {
  const folder = join(runsFolder, RUN)
  mkdirSync(folder, { recursive: true })
  for (let at = 0; at < SEGMENTS_AN_HOUR; at++) linkSync(seed, join(folder, fileOf(first + at)))
}

/** `startsAt`: the instant of segment 0. */
type Hour = { first: number; startsAt: number; windowSeconds: number }

/** Answers what all its sweeps took. */
async function publishHour(archive: Archive, { first, startsAt, windowSeconds }: Hour) {
  let sweeps = 0
  const wish = { windowSeconds, budgetBytes: null }
  const instantOf = (number: number) => startsAt + number * SEGMENT_SECONDS * 1000
  for (let number = first; number < first + SEGMENTS_AN_HOUR; number++) {
    const oldest = Math.max(FIRST, number - LISTED + 1)
    archive.add({
      channelId: CHANNEL,
      mediaSequence: oldest,
      discontinuitySequence: 0,
      positions: [],
      targetDurationSeconds: SEGMENT_SECONDS,
      lastPublishedAt: instantOf(number + 1),
      segments: Array.from({ length: number - oldest + 1 }, (_, at) => ({
        path: `${RUN}/${fileOf(oldest + at)}`,
        bytes: SEGMENT_BYTES,
        durationSeconds: SEGMENT_SECONDS,
        discontinuity: false,
        programDateTime: new Date(instantOf(oldest + at)).toISOString(),
      })),
    })
    await archive.settled()
    if (number % SEGMENTS_A_MINUTE !== 0) continue
    const before = process.cpuUsage()
    archive.sweep(wish, instantOf(number + 1))
    sweeps += millisecondsSince(before)
  }
  return sweeps
}

/** What the kernel takes to link a file is the disk's, and another one each time. */
function millisecondsSince(before: NodeJS.CpuUsage): number {
  return process.cpuUsage(before).user / 1000
}

function fileOf(number: number): string {
  return `${String(number).padStart(8, '0')}.ts`
}

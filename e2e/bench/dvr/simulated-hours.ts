import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ChannelId } from '@cashbacktv/contract'
import { type Archive, openArchive } from '../../../agent/src/origin/dvr/archive.ts'

/** Of made-up channels, in whose folders an origin finds what is kept of them. */
export const CHANNEL = ChannelId.parse('00000000-0000-4000-8000-000000000001')
const RUN = 'maaaaaa1-0123456789abcdef'

export const SEGMENT_SECONDS = 2
const SEGMENTS_AN_HOUR = 3600 / SEGMENT_SECONDS
const SEGMENTS_A_MINUTE = 60 / SEGMENT_SECONDS
/** Two seconds of 5 Mb/s. */
const SEGMENT_BYTES = 1_250_000
const LISTED = 6

export type SimulatedHours = {
  mediaDir: string
  dvrDir: string
  hours: number
  windowSeconds: number
  /** When the last of them ends, in milliseconds since 1970. */
  until: number
}

/**
 * Keeps what a channel shows for so many hours of a clock that is simulated, as the origin does with
 * each publication, and sweeps once a minute. Answers what a publication of the last hour took, in
 * milliseconds of CPU.
 */
export async function keepSimulatedHours(asked: SimulatedHours): Promise<number> {
  const { mediaDir, dvrDir, hours, windowSeconds, until } = asked
  const runsFolder = join(mediaDir, CHANNEL, 'runs')
  const archive = openArchive({
    ...{ folder: join(dvrDir, CHANNEL), runsFolder },
    ...{ isFull: () => false, pinned: () => [], log: { info() {}, warn: complain } },
  })
  const seed = join(mediaDir, 'segment.ts')
  writeFileSync(seed, Buffer.alloc(SEGMENT_BYTES, 0x47))
  let took = 0
  for (let hour = 0; hour < hours; hour++) {
    const first = hour * SEGMENTS_AN_HOUR
    const startsAt = until - (hours - hour) * 3_600_000 - first * SEGMENT_SECONDS * 1000
    layDown(runsFolder, seed, first)
    const before = process.cpuUsage()
    await publishHour(archive, { first, startsAt, windowSeconds })
    const { user, system } = process.cpuUsage(before)
    took = (user + system) / 1000 / SEGMENTS_AN_HOUR
    rmSync(runsFolder, { recursive: true })
  }
  return took
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

async function publishHour(archive: Archive, { first, startsAt, windowSeconds }: Hour) {
  const wish = { windowSeconds, budgetBytes: null }
  const instantOf = (number: number) => startsAt + number * SEGMENT_SECONDS * 1000
  for (let number = first; number < first + SEGMENTS_AN_HOUR; number++) {
    const oldest = Math.max(0, number - LISTED + 1)
    archive.add({
      ...{ channelId: CHANNEL, mediaSequence: oldest, discontinuitySequence: 0, positions: [] },
      ...{ targetDurationSeconds: SEGMENT_SECONDS, lastPublishedAt: instantOf(number + 1) },
      segments: Array.from({ length: number - oldest + 1 }, (_, at) => ({
        ...{ path: `${RUN}/${fileOf(oldest + at)}`, bytes: SEGMENT_BYTES },
        ...{ durationSeconds: SEGMENT_SECONDS, discontinuity: false },
        programDateTime: new Date(instantOf(oldest + at)).toISOString(),
      })),
    })
    await archive.settled()
    if (number % SEGMENTS_A_MINUTE === 0) archive.sweep(wish, instantOf(number + 1))
  }
}

function fileOf(number: number): string {
  return `${String(number).padStart(8, '0')}.ts`
}

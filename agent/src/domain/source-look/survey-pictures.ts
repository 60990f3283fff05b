import { pesDataAt, readStamps } from '../transport-stream/pes.ts'
import { eachUnit } from './each-unit.ts'
import type { SurveyedTrack } from './survey-tables.ts'

/** How often a player can begin with a picture. Times in seconds. */
export type Keyframes = {
  /** Pictures that need none before them. */
  count: number
  /** Longest time without one, from the first picture to the last that was looked at. */
  longestGap: number
  /** There are points from which a decoder recovers slowly, and no such picture. */
  refreshes: boolean
}

type Picture = { at: number; isKey: boolean; isRefresh: boolean }

const MPEG2_TYPES = [0x01, 0x02]
const H264 = 0x1b
const HEVC = 0x24
const CLOCK_HZ = 90_000
const START_CODE = Buffer.from([0, 0, 1])

/** Null for codecs of which it cannot be told without decoding. */
export function surveyPictures(packets: Buffer, { pid, type }: SurveyedTrack): Keyframes | null {
  if (type !== H264 && type !== HEVC && !MPEG2_TYPES.includes(type)) return null
  const pictures: Picture[] = []
  eachUnit(packets, pid, (unit) => {
    const picture = readPicture(unit, type)
    if (picture !== null) pictures.push(picture)
  })
  return judgePictures(pictures)
}

function readPicture(unit: Buffer, type: number): Picture | null {
  const stamps = readStamps(unit, 0)
  if (stamps === null) return null
  const data = unit.subarray(Math.min(unit.length, pesDataAt(unit, 0)))
  let isKey = false
  let isRefresh = false
  let from = data.indexOf(START_CODE)
  while (from >= 0 && from + 4 < data.length && !isKey) {
    const at = from + 3
    isKey = begins(data.readUInt8(at), type)
    from = data.indexOf(START_CODE, at)
    // Looked through beyond its own end, each of a million takes as long as all of them.
    const nal = { at, to: from < 0 ? data.length : from }
    if (type === H264 && !isRefresh && isRecoveryPoint(data, nal)) isRefresh = true
  }
  return { at: stamps.dts / CLOCK_HZ, isKey, isRefresh }
}

/** H.264 IDR, HEVC IRAP, or a sequence header of MPEG-2. */
function begins(head: number, type: number): boolean {
  if (type === H264) return (head & 0x1f) === 5
  if (type === HEVC) return ((head >> 1) & 0x3f) >= 16 && ((head >> 1) & 0x3f) <= 21
  return head === 0xb3
}

/** A message SEI of type 6, alone or behind others. */
function isRecoveryPoint(data: Buffer, nal: { at: number; to: number }): boolean {
  if ((data.readUInt8(nal.at) & 0x1f) !== 6) return false
  let at = nal.at + 1
  while (at + 1 < nal.to && data[at] !== 0x80) {
    const kind = data[at]
    if (kind === 6) return true
    if (kind === 0xff || data[at + 1] === 0xff) return false
    at += 2 + (data[at + 1] ?? 0)
  }
  return false
}

function judgePictures(pictures: readonly Picture[]): Keyframes | null {
  const [first, last] = [pictures[0], pictures.at(-1)]
  if (first === undefined || last === undefined) return null
  let since = first.at
  let [count, longestGap] = [0, 0]
  for (const { at, isKey } of pictures) {
    const gap = at - since
    // A clock that jumps or wraps says nothing of the time between two pictures.
    if (gap < 0 || gap > 60) since = at
    else if (isKey || at === last.at) longestGap = Math.max(longestGap, gap)
    if (isKey) {
      count++
      since = at
    }
  }
  return {
    count,
    longestGap,
    refreshes: count === 0 && pictures.some(({ isRefresh }) => isRefresh),
  }
}

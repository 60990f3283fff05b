import type { RecordingView } from '@cashbacktv/contract'

type Played = Pick<RecordingView, 'playUrl' | 'observed'>

/** An origin lists six hours at a time. */
const PART_MS = 6 * 3_600_000

export type Part = { from: string; to: string; address: string }

/** A recording in parts that can be played, each with its end: what runs is played from its begin, too. */
export function partsOf({ playUrl, observed }: Played): Part[] {
  const [begin, end] = [observed?.begin ?? null, observed?.end ?? null].map((at) =>
    at === null ? null : Date.parse(at),
  )
  if (begin == null || end == null) return []
  const count = Math.max(1, Math.ceil((end - begin) / PART_MS))
  return Array.from({ length: count }, (_, at) => {
    const from = new Date(begin + at * PART_MS).toISOString()
    const to = new Date(Math.min(end, begin + (at + 1) * PART_MS)).toISOString()
    return { from, to, address: `${playUrl}?${new URLSearchParams({ start: from, end: to })}` }
  })
}

const MOVING = ['waiting', 'recording']
const IN_THE_MAKING = ['waiting', 'writing', 'hashing', 'uploading']

/** Something of it changes by itself. */
export function isMoving({ observed }: Pick<RecordingView, 'observed'>, isOver: boolean): boolean {
  if (!isOver || observed === null || MOVING.includes(observed.state)) return true
  const states = [observed.file?.state, observed.upload?.state]
  return states.some((state) => state !== undefined && IN_THE_MAKING.includes(state))
}

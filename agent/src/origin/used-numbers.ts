import { ChannelId, OriginStatus } from '@cashbacktv/contract'
import { readJson } from '../files/json-file.ts'
import type { UsedNumbers } from './domain/window.ts'

/** What the origin before this one said each second of the numbers its playlists had come to. */
export function readUsedNumbers(statusFile: string): Map<ChannelId, UsedNumbers> {
  const read = readJson(statusFile, OriginStatus)
  const numbers = new Map<ChannelId, UsedNumbers>()
  if (read.kind !== 'ok') return numbers
  for (const [channelId, air] of Object.entries(read.value.channels)) {
    // One that was not resumed yet says nothing of what it had published.
    if (air.lastDiscontinuity === undefined) continue
    const { lastDiscontinuity, targetDurationSeconds } = air
    const nextSequence = air.mediaSequence + air.segments
    numbers.set(ChannelId.parse(channelId), {
      nextSequence,
      lastDiscontinuity,
      ...(targetDurationSeconds ? { targetDurationSeconds } : {}),
    })
  }
  return numbers
}

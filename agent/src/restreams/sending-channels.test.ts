import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { channelId } from '../../test/channel-factory.ts'
import { airReader } from '../air/read-air.ts'
import { removeFile } from '../files/json-file.ts'
import { followAirFlows } from './sending-channels.ts'

const STATUS = join(tmpdir(), `sending-channels-${process.pid}.json`)
const CHANNEL = channelId(1)
const WALL = Date.UTC(2026, 10, 28, 12)
afterEach(() => removeFile(STATUS))

test('of a source that is gone without a slate nothing is on air, until it is back', () => {
  let now = 0
  const clock = { now: () => now, wall: () => WALL + now }
  const onAirSince = followAirFlows(clock, airReader(STATUS))
  /** What the origin says of itself each second; spaces make each another file. */
  const second = (mediaSequence: number | null) => {
    now += 1000
    const common = { showing: 'live', segments: 6, targetDurationSeconds: 2 }
    const lastPublishedAt = new Date(WALL + now).toISOString()
    const air = { ...common, mediaSequence, lastPublishedAt }
    const channels = mediaSequence === null ? {} : { [CHANNEL]: air }
    const text = JSON.stringify({ at: new Date(WALL + now).toISOString(), channels })
    writeFileSync(STATUS, text.padEnd(1000 + now / 1000))
    return onAirSince(CHANNEL)
  }
  expect([second(null), second(100), second(101)]).toEqual([null, 2000, 2000])
  const dead = Array.from({ length: 12 }, () => second(101))
  expect(dead.indexOf(null)).toBe(8)
  expect(dead.at(-1)).toBeNull()
  expect([second(102), second(103)]).toEqual([16_000, 16_000])
})

import type { Capabilities } from '@cashbacktv/contract'
import { madeCapabilities } from '@cashbacktv/contract/made-host'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createKnownHost, type KnownHost } from './known-host.ts'
import { findProgram } from './process/find-program.ts'

const able = madeCapabilities()
const lacking = { ...able, ffmpegVersion: null, ffmpegProblem: 'There is none.' }

let known: KnownHost
beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  known.close()
  vi.useRealTimers()
})

test('a host whose FFmpeg was put there, or that has measured itself, is told to have changed, once', async () => {
  let now: Capabilities = lacking
  let changes = 0
  known = createKnownHost({
    program: await findProgram('ffmpeg'),
    asking: Promise.resolve(lacking),
    read: async () => now,
    onFound() {},
    onChanged: () => void changes++,
  })
  await known.first()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(changes).toBe(0)
  now = { ...able, ffmpegVersion: '6.1' }
  await vi.advanceTimersByTimeAsync(60_000)
  expect(changes).toBe(1)
  known.calibrated([])
  expect(changes).toBe(2)
})

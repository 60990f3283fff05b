import { mkdirSync } from 'node:fs'
import type { AirFile } from '@cashbacktv/contract'
import { type Broadcast, resumeBroadcast } from '../domain/broadcast.ts'
import { passedOver, type RunOutput } from '../domain/intake.ts'
import { promisedSeconds } from '../domain/target-duration.ts'
import { leastListedSeconds, listedSeconds, type Window } from '../domain/window.ts'
import { watchRun } from '../runs/watch-run.ts'
import type { Retention } from '../segments/retention.ts'
import { retireStrays } from '../segments/retire-strays.ts'
import { segmentsOfRun } from '../segments/segments-of-run.ts'
import type { WindowKeeper } from './window-file.ts'

type Resumption = {
  news: AirFile
  file: WindowKeeper
  runsFolder: string
  retention: Retention
  now: number
}

/** Goes on with a channel where it was left. */
export function resumeChannel(options: Resumption): Broadcast {
  const { news, file, runsFolder, retention, now } = options
  mkdirSync(runsFolder, { recursive: true })
  const { window, memory } = file.load(news.hls.segmentSeconds, now)
  if (memory === 'lost') return passOver(options, resumeBroadcast(window, false, now))
  retireStrays(runsFolder, window.segments, retention, now + listedSeconds(window) * 1000)
  return resumeBroadcast(window, memory === 'new', now)
}

/** What was promised shows in the segments that are there, where it was not written down. */
function withPromise(window: Window, { hls }: AirFile, runs: readonly RunOutput[]): Window {
  const durations = runs.flatMap(({ segments }) => segments.map((one) => one.durationSeconds))
  if (window.isPromised || durations.length === 0) return window
  const targetDurationSeconds = promisedSeconds(hls.segmentSeconds, durations)
  return { ...window, targetDurationSeconds, isPromised: true }
}

/**
 * Nobody knows which of the complete segments viewers have had, so they get none of them a second
 * time: the channel goes on with the next one, which is there before their players run dry.
 */
function passOver(options: Resumption, broadcast: Broadcast): Broadcast {
  const { news, file, runsFolder, retention, now } = options
  const runs = news.runs.map(({ runId, ended }) => {
    const watch = watchRun(runsFolder, runId)
    watch.look()
    const { ladder, closed, segments } = watch
    return { runId, ended, ladder, closed, segments }
  })
  const positions = passedOver(runs)
  const window = { ...withPromise(broadcast.window, news, runs), positions }
  file.save(window)
  const wanted = news.hls.windowSegments * news.hls.segmentSeconds
  const goneAt = now + Math.max(wanted, leastListedSeconds(window)) * 2000
  for (const { runId } of runs) {
    for (const file of segmentsOfRun(runsFolder, runId))
      retention.retire(`${runId}/${file}`, goneAt)
  }
  return { ...broadcast, window, taken: positions }
}

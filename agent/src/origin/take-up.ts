import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AirFile } from '@cashbacktv/contract'
import { type Broadcast, resumeBroadcast } from './domain/broadcast.ts'
import { passedOver } from './domain/intake.ts'
import { listedSeconds } from './domain/window.ts'
import { listFolder, type Retention } from './retention.ts'
import { retireStrays } from './retire-strays.ts'
import { watchRun } from './watch-run.ts'
import type { WindowKeeper } from './window-file.ts'

type TakeUp = {
  news: AirFile
  file: WindowKeeper
  runsFolder: string
  retention: Retention
  now: number
}

/** Goes on with a channel where it was left. */
export function takeUp(options: TakeUp): Broadcast {
  const { news, file, runsFolder, retention, now } = options
  mkdirSync(runsFolder, { recursive: true })
  const { window, memory } = file.load(news.hls.segmentSeconds, now)
  if (memory === 'lost') return passOver(options, resumeBroadcast(window, false, now))
  retireStrays(runsFolder, window.segments, retention, now + listedSeconds(window) * 1000)
  return resumeBroadcast(window, memory === 'new', now)
}

/**
 * Nobody knows which of the complete segments viewers have had, so they get none of them a second
 * time: the channel goes on with the next one, which is there before their players run dry.
 */
function passOver(options: TakeUp, broadcast: Broadcast): Broadcast {
  const { news, file, runsFolder, retention, now } = options
  const runs = news.runs.map(({ runId, ended }) => {
    const watch = watchRun(runsFolder, runId)
    watch.look()
    return { runId, ended, closed: watch.closed, segments: watch.segments }
  })
  const positions = passedOver(runs)
  const window = { ...broadcast.window, positions }
  file.save(window)
  const goneAt = now + news.hls.windowSegments * news.hls.segmentSeconds * 2000
  for (const { runId } of runs) {
    for (const name of listFolder(join(runsFolder, runId))) {
      if (name.endsWith('.ts')) retention.retire(`${runId}/${name}`, goneAt)
    }
  }
  return { ...broadcast, window, taken: positions }
}
